import type { Digest } from "../core/digest.ts";
import { ExhibitError } from "../core/errors.ts";
import type { RemovedObject, RetentionStore } from "../core/retention.ts";
import type { Db } from "./db.ts";
import { chunks } from "./rows.ts";
import { seal } from "./seal.ts";

const BATCH = 1_000;

/** A run is old when it began before $1, has ended, and is none of $2. */
const OLD_RUNS =
  "select id from exhibit.run where started_at < $1 and status <> 'running' and not (id = any($2::text[]))";

/** Objects by whether anything that stays still needs them. */
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
  select digest from object where digest is not null group by digest having not bool_or(kept)`;

export function retentionStore(db: Db): RetentionStore {
  return {
    async oldObjects(before, keepRuns) {
      const rows = await db.query<{ digest: string; gone: boolean }>(
        `select d.digest, coalesce(x.gone, false) as gone from (${OBJECTS}) d
           left join exhibit.removed_object x on x.digest = d.digest order by d.digest`,
        [before, keepRuns],
      );
      return rows;
    },

    async bury(tombstone, digests, removedAt) {
      const [index] = await seal(db, [tombstone]);
      if (index === undefined) throw new ExhibitError("INTERNAL", "the tombstone was not sealed");
      await db.query(
        `insert into exhibit.removed_object (digest, ledger_index, removed_at)
         select d, $2, $3 from unnest($1::text[]) d
         on conflict (digest) do update set ledger_index = $2, removed_at = $3, gone = false`,
        [digests, index, removedAt],
      );
    },

    async markGone(digests) {
      for (const part of chunks(digests, BATCH))
        await db.query("update exhibit.removed_object set gone = true where digest = any($1::text[])", [part]);
    },

    async removed(digest) {
      const [row] = await db.query<{ ledger_index: number | string; removed_at: string }>(
        "select ledger_index, removed_at from exhibit.removed_object where digest = $1",
        [digest],
      );
      return row === undefined ? undefined : removedObject(digest, row);
    },

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

function removedObject(
  digest: Digest,
  row: { readonly ledger_index: number | string; readonly removed_at: string },
): RemovedObject {
  return { digest, ledgerIndex: Number(row.ledger_index), removedAt: row.removed_at };
}
