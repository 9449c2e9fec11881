import type { Digest } from "../core/digest.ts";
import type { RemovedObject, RetentionStore } from "../core/retention.ts";
import type { Db } from "./db.ts";
import { LEDGER_LOCK } from "./ledger.ts";
import { breathe, chunks, plainBytes } from "./rows.ts";
import { sealWithin } from "./seal.ts";

/** Files that are removed while the ledger's lock is held: a tenth of a second in which nothing else can be sealed. */
const FILES_AT_ONCE = 25;
/** A transaction that stands idle for a minute is ended by the server, and its lock with it: no file may go after that. */
const REMOVING_MS = 20_000;

/** A run is old when it began before $1, has ended, and is none of $2. */
const OLD_RUNS =
  "select id from exhibit.run where started_at < $1 and status <> 'running' and not (id = any($2::text[]))";

/** Objects (all, or those of $3) that nothing needs but old runs. */
const OBJECTS = `
  with old_run as (${OLD_RUNS}),
  used as (
    select v.id, bool_or(o.id is null) as kept from exhibit.evidence v
      join exhibit.run_evidence r on r.evidence_id = v.id left join old_run o on o.id = r.run_id group by v.id
  ),
  object as (
    select unnest(array[v.records_blob, v.exchanges_blob, v.gaps_blob, v.archive_blob]) as digest, u.kept
      from exhibit.evidence v join used u on u.id = v.id
    union all
    select c.results_blob, o.id is null from exhibit.check_run c left join old_run o on o.id = c.run_id
  )
  select digest from object where digest is not null and ($3::text[] is null or digest = any($3::text[]))
   group by digest having not bool_or(kept)`;

/** What is noted as removed (all, or $1), with the newest entry that seals something of it. */
const REMOVED = `
  with object as (
    select unnest(array[v.records_blob, v.exchanges_blob, v.gaps_blob, v.archive_blob]) as digest, v.ledger_index as index
      from exhibit.evidence v
    union all
    select c.results_blob, a.index
      from exhibit.check_run c
      join (select run_id, max(index) as index from exhibit.ledger_entry where type = 'assessment' group by run_id) a
        on a.run_id = c.run_id
  )
  select x.digest, x.ledger_index, max(o.index) as last_use
    from exhibit.removed_object x left join object o on o.digest = x.digest
   where $1::text is null or x.digest = $1 group by x.digest, x.ledger_index order by x.ledger_index`;

export function retentionStore(db: Db): RetentionStore {
  return {
    async oldObjects(before, keepRuns) {
      const rows = await db.query<{ digest: string; gone: boolean }>(
        `select d.digest, coalesce(x.gone, false) as gone from (${OBJECTS}) d
           left join exhibit.removed_object x on x.digest = d.digest order by d.digest`,
        [before, keepRuns, null],
      );
      return rows;
    },

    bury({ digests, before, keepRuns, removedAt, tombstone }) {
      return db.transaction(async (tx) => {
        await tx.query(LEDGER_LOCK);
        const rows = await tx.query<{ digest: string }>(`${OBJECTS} order by digest`, [before, keepRuns, digests]);
        const buried = rows.map(({ digest }) => digest);
        if (buried.length === 0) return [];
        await tx.query(
          `insert into exhibit.removed_object (digest, ledger_index, removed_at)
           select d, $2, $3 from unnest($1::text[]) d
           on conflict (digest) do update set ledger_index = $2, removed_at = $3, gone = false`,
          [buried, await sealWithin(tx, tombstone(buried)), removedAt],
        );
        return buried;
      });
    },

    async removeBuried(digests, remove) {
      const removed = new Set<Digest>();
      for (const part of chunks(digests, FILES_AT_ONCE)) {
        for (let left = part; left.length > 0; left = left.filter((digest) => !removed.has(digest))) {
          const done = await removeUnderLock(db, left, remove);
          if (done.length === 0) break;
          for (const digest of done) removed.add(digest);
        }
        await breathe();
      }
      return removed.size;
    },

    removed: async (digest) => (await removedObjects(db, digest)).get(digest),
    allRemoved: () => removedObjects(db, null),

    async dropResults(before, keepRuns) {
      const rows = await db.query<{ run_id: string }>(
        `with old_run as (${OLD_RUNS}),
         marked as (update exhibit.check_run c set dropped = true from old_run o
                     where o.id = c.run_id and not c.dropped returning c.run_id, c.batch),
         deleted as (delete from exhibit.result where batch in (select batch from marked))
         select distinct run_id from marked`,
        [before, keepRuns],
      );
      return rows.length;
    },
  };
}

/** The buried ones of these whose files are gone now; a slow disk may leave some for another turn. */
function removeUnderLock(
  db: Db,
  digests: readonly Digest[],
  remove: (digest: Digest) => Promise<void>,
): Promise<readonly Digest[]> {
  return db.transaction(async (tx) => {
    await tx.query(LEDGER_LOCK);
    const rows = await tx.query<{ digest: string }>(
      "select digest from exhibit.removed_object where digest = any($1::text[]) and not gone order by digest",
      [digests],
    );
    const until = performance.now() + REMOVING_MS;
    const done: Digest[] = [];
    for (const { digest } of rows) {
      if (performance.now() > until) break;
      await remove(digest);
      done.push(digest);
    }
    await tx.query("update exhibit.removed_object set gone = true where digest = any($1::text[])", [done]);
    return done;
  });
}

interface RemovedRow {
  readonly digest: string;
  readonly ledger_index: number | string;
  readonly last_use: number | string | null;
}

async function removedObjects(db: Db, digest: Digest | null): Promise<ReadonlyMap<Digest, RemovedObject>> {
  const found = new Map<Digest, RemovedObject>();
  let stone: Tombstone | undefined;
  // In order of the tombstones, each of which names hundreds.
  for (const row of await db.query<RemovedRow>(REMOVED, [digest])) {
    const ledgerIndex = Number(row.ledger_index);
    if (stone?.ledgerIndex !== ledgerIndex) stone = await tombstoneAt(db, ledgerIndex);
    if (!stone.objects.has(row.digest) || Number(row.last_use ?? -1) > ledgerIndex) continue;
    found.set(row.digest, { digest: row.digest, ledgerIndex, removedAt: stone.removedAt });
  }
  return found;
}

interface Tombstone {
  readonly ledgerIndex: number;
  readonly removedAt: string;
  readonly objects: ReadonlySet<string>;
}

/** What the sealed bytes say: columns beside them can be changed by whoever may write SQL. */
async function tombstoneAt(db: Db, ledgerIndex: number): Promise<Tombstone> {
  const [entry] = await db.query<{ leaf: Uint8Array }>("select leaf from exhibit.ledger_entry where index = $1", [
    ledgerIndex,
  ]);
  const leaf = JSON.parse(Buffer.from(plainBytes(entry?.leaf ?? Buffer.from("{}"))).toString("utf8")) as {
    readonly type?: string;
    readonly removedAt?: string;
    readonly objects?: readonly string[];
  };
  const { removedAt = "", objects = [] } = leaf.type === "tombstone" ? leaf : {};
  return { ledgerIndex, removedAt, objects: new Set(objects) };
}
