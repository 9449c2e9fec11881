import { ExhibitError } from "../core/errors.ts";
import type { Evidence } from "../core/evidence.ts";
import type { CollectionFilter, StoredEvidence } from "../core/ports.ts";
import type { Db } from "./db.ts";
import { breathe, plainBytes, prefixBounds } from "./rows.ts";

const MIN_PREFIX = 6;
const PAGE = 200;

interface Row {
  readonly ledger_index: number | string;
  readonly records_blob: string;
  readonly exchanges_blob: string;
  readonly gaps_blob: string | null;
  readonly archive_blob: string | null;
  readonly salt_seed: string;
  readonly leaf: Uint8Array;
}

const COLUMNS = "v.ledger_index, v.records_blob, v.exchanges_blob, v.gaps_blob, v.archive_blob, v.salt_seed, e.leaf";
const SOURCE = "exhibit.evidence v join exhibit.ledger_entry e on e.index = v.ledger_index";

/** In order of the ledger. */
export async function evidenceOfRun(db: Db, runId: string): Promise<readonly StoredEvidence[]> {
  const found: StoredEvidence[] = [];
  for (;;) {
    const rows = await db.query<Row>(
      `select ${COLUMNS} from ${SOURCE} join exhibit.run_evidence r on r.evidence_id = v.id
        where r.run_id = $1 and v.ledger_index > $2 order by v.ledger_index limit ${PAGE}`,
      [runId, found.at(-1)?.ledgerIndex ?? -1],
    );
    found.push(...rows.map(stored));
    if (rows.length < PAGE) return found;
    await breathe();
  }
}

/** A connection's leaf is canonical JSON, whose strings hold no unescaped quotes: these bytes stand in it only as this member. */
const NOTHING_SEALED = Buffer.from('"evidence":0,"requestedAt"');

export async function collectionsOf(
  db: Db,
  connection: string,
  { limit, sealed = false, from, to }: CollectionFilter,
): Promise<readonly { readonly runId: string; readonly leaf: Uint8Array }[]> {
  const fits = "e.type = $1 and (not $2 or position($3::bytea in e.leaf) = 0)";
  // A stretch of time has few runs, which are looked up one by one; the newest are found from the end of the ledger.
  const source =
    from === undefined
      ? `exhibit.ledger_entry e where ${fits} and ($5::text is null
           or exists (select from exhibit.run r where r.id = e.run_id and r.started_at < $5))`
      : `exhibit.run r cross join lateral
           (select e.run_id, e.leaf, e.index from exhibit.ledger_entry e where e.run_id = r.id and ${fits} offset 0) e
          where r.started_at >= $6 and ($5::text is null or r.started_at < $5)`;
  const rows = await db.query<{ run_id: string; leaf: Uint8Array }>(
    `select e.run_id, e.leaf from ${source} order by e.index desc limit $4::bigint`,
    [
      `connection:${connection}`,
      sealed,
      NOTHING_SEALED,
      limit ?? null,
      to ?? null,
      ...(from === undefined ? [] : [from]),
    ],
  );
  return rows.map((row) => ({ runId: row.run_id, leaf: plainBytes(row.leaf) }));
}

/** By full id or prefix; the leading `ev_` may be left out. */
export async function getEvidence(db: Db, idOrPrefix: string): Promise<StoredEvidence> {
  if (idOrPrefix.length < MIN_PREFIX) throw notFound(idOrPrefix, `needs at least ${MIN_PREFIX} characters`);
  const prefix = idOrPrefix.startsWith("ev_") ? idOrPrefix : `ev_${idOrPrefix}`;
  const bounds = prefixBounds(prefix);
  const rows =
    bounds === undefined
      ? []
      : await db.query<Row>(
          `select ${COLUMNS} from ${SOURCE} where v.id >= $1 and v.id < $2 order by v.id limit 2`,
          bounds,
        );
  const [first, second] = rows.map(stored);
  if (first === undefined) throw notFound(idOrPrefix, "is not in the store");
  if (second !== undefined && first.evidence.id !== prefix)
    throw notFound(idOrPrefix, "is the beginning of more than one id");
  return first;
}

function notFound(idOrPrefix: string, why: string): ExhibitError {
  return new ExhibitError("EVIDENCE_NOT_FOUND", `evidence ${JSON.stringify(idOrPrefix)} ${why}`, {
    remedy: "Take the id from `exhibit explain` or from the bundle's evidence folder.",
  });
}

/** The receipt is the only copy of the evidence's fields; the row adds where its objects are. */
function stored(row: Row): StoredEvidence {
  const receipt = plainBytes(row.leaf);
  return {
    evidence: JSON.parse(Buffer.from(receipt).toString("utf8")) as Evidence,
    ledgerIndex: Number(row.ledger_index),
    receipt,
    recordsBlob: row.records_blob,
    exchangesBlob: row.exchanges_blob,
    ...(row.gaps_blob === null ? {} : { gapsBlob: row.gaps_blob }),
    ...(row.archive_blob === null ? {} : { archiveBlob: row.archive_blob }),
    saltSeed: row.salt_seed,
  };
}
