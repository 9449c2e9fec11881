import { ExhibitError } from "../core/errors.ts";
import type { BlobStore, EvidenceRow, SealEntry, Store } from "../core/ports.ts";
import { sha256, type Digest } from "../core/digest.ts";
import type { Db, Queryable } from "./db.ts";
import { LEDGER_LOCK, ledgerSize } from "./ledger.ts";
import { chunks } from "./rows.ts";

const MAX_LEAF_BYTES = 65_535;
/** Entries in one statement: with leaves of 4 KiB about 1 MB. */
const BATCH = 250;

interface Candidate {
  readonly entry: SealEntry;
  /** What makes it the same entry as another: the evidence id, or run, type and content. */
  readonly key: string;
  readonly leafDigest: string;
}

/** `Store.seal`. The advisory lock orders all writers, so indices are consecutive; the `previous` column enforces it. */
export async function seal(
  db: Db,
  blobs: Pick<BlobStore, "has">,
  entries: readonly SealEntry[],
  options: Parameters<Store["seal"]>[1] = {},
): Promise<readonly number[]> {
  const candidates = entries.map(candidate);
  if (candidates.length === 0) return [];
  return db.transaction(async (tx) => {
    await tx.query(LEDGER_LOCK);
    if (options.unless !== undefined && (await isSealed(tx, options.unless))) return [];
    await reclaim(tx, blobs, entries);
    return append(tx, candidates);
  });
}

/** The same for one entry within a transaction that holds {@link LEDGER_LOCK}; returns its index. */
export async function sealWithin(tx: Queryable, entry: SealEntry): Promise<number> {
  const [index] = await append(tx, [candidate(entry)]);
  if (index === undefined) throw new ExhibitError("INTERNAL", `the entry of type ${entry.type} was not sealed`);
  return index;
}

async function append(tx: Queryable, candidates: readonly Candidate[]): Promise<readonly number[]> {
  const indices = await storedIndices(tx, candidates);
  const fresh: Candidate[] = [];
  let next = await ledgerSize(tx);
  for (const item of candidates) {
    if (indices.has(item.key)) continue;
    indices.set(item.key, next);
    fresh.push(item);
    next += 1;
  }
  for (const part of chunks(fresh, BATCH)) await insertEntries(tx, part, indices);
  await linkEvidence(tx, candidates);
  return candidates.map((item) => indexOf(indices, item.key));
}

/**
 * Takes what these entries vouch for back from retention, which removes files under the same lock and only of objects that
 * are noted as removed: from here on it leaves these alone. A file that it had taken before is not there.
 */
async function reclaim(tx: Queryable, blobs: Pick<BlobStore, "has">, entries: readonly SealEntry[]): Promise<void> {
  const objects = [...new Set(entries.flatMap(objectsOf))];
  if (objects.length === 0) return;
  const rows = await tx.query<{ digest: string }>(
    "delete from exhibit.removed_object where digest = any($1::text[]) returning digest",
    [objects],
  );
  for (const { digest } of rows) {
    if (await blobs.has(digest)) continue;
    throw new ExhibitError("PAYLOAD_REMOVED", "retention removed a payload before it was sealed", {
      place: digest,
      remedy: "repeat the command",
    });
  }
}

function objectsOf({ evidence, objects = [] }: SealEntry): readonly Digest[] {
  if (evidence === undefined) return objects;
  const { recordsBlob, exchangesBlob, gapsBlob, archiveBlob } = evidence;
  return [...objects, recordsBlob, exchangesBlob, gapsBlob, archiveBlob].filter((digest) => digest !== undefined);
}

async function isSealed(tx: Queryable, leaf: { readonly runId: string; readonly type: string }): Promise<boolean> {
  const rows = await tx.query("select from exhibit.ledger_entry where run_id = $1 and type = $2 limit 1", [
    leaf.runId,
    leaf.type,
  ]);
  return rows.length > 0;
}

function candidate(entry: SealEntry): Candidate {
  if (entry.leaf.byteLength > MAX_LEAF_BYTES) {
    throw new ExhibitError(
      "LEDGER_ENTRY_TOO_LARGE",
      `a ledger entry of type ${entry.type} has ${entry.leaf.byteLength} bytes`,
      {
        place: entry.evidence?.evidence.id ?? entry.runId,
      },
    );
  }
  const leafDigest = sha256(entry.leaf);
  if (entry.evidence === undefined) return { entry, leafDigest, key: contentKey(entry.runId, entry.type, leafDigest) };
  const { id } = entry.evidence.evidence;
  if (receiptId(entry.leaf) !== id) {
    throw new ExhibitError("INTERNAL", `the leaf of evidence ${id} is not its receipt`, { place: id });
  }
  return { entry, leafDigest, key: id };
}

function contentKey(runId: string, type: string, leafDigest: string): string {
  return [runId, type, leafDigest].join(" ");
}

/** Evidence is read back from the leaf alone, so the leaf MUST be the receipt of the evidence that it is stored for. */
function receiptId(leaf: Uint8Array): unknown {
  try {
    return (JSON.parse(Buffer.from(leaf).toString("utf8")) as { readonly id?: unknown } | null)?.id;
  } catch {
    return undefined;
  }
}

/** Keys that are in the ledger already, with their indices. */
async function storedIndices(tx: Queryable, candidates: readonly Candidate[]): Promise<Map<string, number>> {
  const ids = candidates.filter(({ entry }) => entry.evidence !== undefined).map(({ key }) => key);
  const others = candidates.filter(({ entry }) => entry.evidence === undefined);
  const evidence = ids.length === 0 ? [] : await evidenceIndices(tx, ids);
  const contents = others.length === 0 ? [] : await contentIndices(tx, others);
  return new Map([...evidence, ...contents]);
}

type Indexed = readonly (readonly [key: string, index: number])[];

async function evidenceIndices(tx: Queryable, ids: readonly string[]): Promise<Indexed> {
  const rows = await tx.query<{ id: string; ledger_index: number | string }>(
    "select id, ledger_index from exhibit.evidence where id = any($1::text[])",
    [ids],
  );
  return rows.map((row) => [row.id, Number(row.ledger_index)]);
}

async function contentIndices(tx: Queryable, others: readonly Candidate[]): Promise<Indexed> {
  const rows = await tx.query<{ run_id: string; type: string; digest: string; index: number | string }>(
    `select e.run_id, e.type, encode(e.leaf_digest, 'hex') as digest, e.index
       from unnest($1::text[], $2::text[], $3::text[]) as w (run_id, type, digest)
       join exhibit.ledger_entry e on e.run_id = w.run_id and e.type = w.type and e.leaf_digest = decode(w.digest, 'hex')`,
    [
      others.map(({ entry }) => entry.runId),
      others.map(({ entry }) => entry.type),
      others.map(({ leafDigest }) => leafDigest),
    ],
  );
  return rows.map((row) => [contentKey(row.run_id, row.type, row.digest), Number(row.index)]);
}

async function insertEntries(
  tx: Queryable,
  part: readonly Candidate[],
  indices: ReadonlyMap<string, number>,
): Promise<void> {
  await tx.query(
    `insert into exhibit.ledger_entry (index, run_id, type, leaf)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::bytea[])`,
    [
      part.map(({ key }) => indexOf(indices, key)),
      part.map(({ entry }) => entry.runId),
      part.map(({ entry }) => entry.type),
      part.map(({ entry }) => entry.leaf),
    ],
  );
  const rows = part.flatMap(({ entry }) => entry.evidence ?? []);
  if (rows.length === 0) return;
  await tx.query(
    `insert into exhibit.evidence (id, ledger_index, records_blob, exchanges_blob, gaps_blob, archive_blob, salt_seed)
     select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [
      rows.map((row) => row.evidence.id),
      rows.map((row) => indexOf(indices, row.evidence.id)),
      rows.map((row) => row.recordsBlob),
      rows.map((row) => row.exchangesBlob),
      rows.map((row) => row.gapsBlob ?? null),
      rows.map((row) => row.archiveBlob ?? null),
      rows.map((row: EvidenceRow) => row.saltSeed),
    ],
  );
}

/** Also when the evidence was stored before, by another run with the very same answers and instants. */
async function linkEvidence(tx: Queryable, candidates: readonly Candidate[]): Promise<void> {
  const sealed = candidates.filter(({ entry }) => entry.evidence !== undefined);
  if (sealed.length === 0) return;
  await tx.query(
    `insert into exhibit.run_evidence (run_id, evidence_id)
     select distinct * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    [sealed.map(({ entry }) => entry.runId), sealed.map(({ key }) => key)],
  );
}

function indexOf(indices: ReadonlyMap<string, number>, key: string): number {
  const index = indices.get(key);
  if (index === undefined) throw new ExhibitError("INTERNAL", `no ledger index was assigned to ${key}`);
  return index;
}
