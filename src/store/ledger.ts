import { ExhibitError } from "../core/errors.ts";
import type { LedgerStore, StoredCheckpoint } from "../core/ports.ts";
import type { Db, Queryable } from "./db.ts";
import { breathe, plainBytes } from "./rows.ts";

/** Held by whoever appends or publishes; see {@link MIGRATION_LOCK} for the first key. */
export const LEDGER_LOCK = "select pg_advisory_xact_lock(1702389865, 2)";

const PAGE = 500;

export function ledgerStore(db: Db): LedgerStore {
  return {
    size: () => ledgerSize(db),
    read: (from, to) => readLeaves(db, from, to),
    latestCheckpoint: () => latestCheckpoint(db),
    saveCheckpoint: (checkpoint, previousSize) => saveCheckpoint(db, checkpoint, previousSize),
  };
}

export async function ledgerSize(db: Queryable): Promise<number> {
  const [row] = await db.query<{ size: number | string }>(
    "select coalesce(max(index) + 1, 0) as size from exhibit.ledger_entry",
  );
  return Number(row?.size);
}

async function readLeaves(db: Db, from: number, to: number): Promise<readonly Uint8Array[]> {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to) {
    throw new ExhibitError("INTERNAL", `the ledger has no range ${from} to ${to}`);
  }
  const leaves: Uint8Array[] = [];
  for (let start = from; start < to; start += PAGE) {
    const end = Math.min(start + PAGE, to);
    const rows = await db.query<{ leaf: Uint8Array }>(
      "select leaf from exhibit.ledger_entry where index >= $1 and index < $2 order by index",
      [start, end],
    );
    if (rows.length !== end - start) throw await missing(db, from, to);
    for (const row of rows) leaves.push(plainBytes(row.leaf));
    if (end < to) await breathe();
  }
  return leaves;
}

async function missing(db: Db, from: number, to: number): Promise<ExhibitError> {
  const size = await ledgerSize(db);
  if (to > size) return rollback(`entries ${from} to ${to} were asked for, but the ledger holds ${size}`);
  return new ExhibitError(
    "STORE_CORRUPT",
    `entries are missing between ${from} and ${to} although the ledger holds ${size}`,
    {
      remedy: "Restore the last backup: someone removed rows from exhibit.ledger_entry.",
    },
  );
}

function rollback(message: string): ExhibitError {
  return new ExhibitError("LEDGER_ROLLBACK", message, {
    remedy: "The database is older than what was signed: restore a newer backup.",
  });
}

interface CheckpointRow {
  readonly size: number | string;
  readonly root_hash: string;
  readonly note: string;
}

async function latestCheckpoint(db: Queryable): Promise<StoredCheckpoint | undefined> {
  const [row] = await db.query<CheckpointRow>(
    "select size, root_hash, note from exhibit.ledger_checkpoint order by size desc limit 1",
  );
  return row === undefined ? undefined : { size: Number(row.size), rootHash: row.root_hash, note: row.note };
}

/** Saving a checkpoint of a size and root that is the latest already changes nothing, whichever `previousSize` is given. */
async function saveCheckpoint(db: Db, checkpoint: StoredCheckpoint, previousSize: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(LEDGER_LOCK);
    const latest = await latestCheckpoint(tx);
    if (latest?.size === checkpoint.size && latest.rootHash === checkpoint.rootHash) return;
    if ((latest?.size ?? 0) !== previousSize) {
      throw fork(`a checkpoint after size ${previousSize} was given, but the latest one has size ${latest?.size ?? 0}`);
    }
    if (latest !== undefined && checkpoint.size <= latest.size) {
      throw fork(`a checkpoint of size ${checkpoint.size} cannot follow one of size ${latest.size} with another root`);
    }
    const size = await ledgerSize(tx);
    if (checkpoint.size > size)
      throw rollback(`a checkpoint of size ${checkpoint.size} was given, but the ledger holds ${size} entries`);
    await tx.query("insert into exhibit.ledger_checkpoint (size, root_hash, note) values ($1, $2, $3)", [
      checkpoint.size,
      checkpoint.rootHash,
      checkpoint.note,
    ]);
  });
}

function fork(message: string): ExhibitError {
  return new ExhibitError("LEDGER_FORK", message, {
    remedy:
      "If another process published meanwhile, repeat the command; otherwise the ledger's key is in use with two databases.",
  });
}
