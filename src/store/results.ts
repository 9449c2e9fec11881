import type { CheckResult } from "../core/check-result.ts";
import { ExhibitError } from "../core/errors.ts";
import { scopeKey } from "../core/evidence.ts";
import type { CheckRunRow } from "../core/ports.ts";
import type { Db, Queryable } from "./db.ts";
import { breathe, keyText } from "./rows.ts";

/** Rows in one statement, and bytes after which a statement is closed earlier: about 20 ms of work for PGlite. */
const BATCH_ROWS = 500;
const BATCH_BYTES = 512 * 1024;
/** Together with the check id below the 2,700 bytes of an index entry. */
const KEY_BYTES = { connection: 200, scope: 400, subject: 1_200 } as const;

/**
 * `Store.saveResults`. Rows stream in small transactions under a batch that nobody sees; the last transaction makes it
 * visible and removes what it replaces. So the embedded database is never held while `nonPass` produces, which may itself
 * read from the store, and a crash leaves the earlier rows in force.
 */
export async function saveResults(
  db: Db,
  runId: string,
  rows: readonly CheckRunRow[],
  nonPass: AsyncIterable<CheckResult>,
): Promise<void> {
  const batch = await newBatch(db, runId);
  const written = new Map(rows.map((row) => [row.checkId, 0]));
  for await (const part of parts(nonPass)) {
    for (const { checkId } of part) {
      const count = written.get(checkId);
      if (count === undefined) throw contradiction(runId, checkId, "has results but no counts");
      written.set(checkId, count + 1);
    }
    await insertPart(db, batch, part, total(written) - part.length);
    await breathe();
  }
  for (const row of rows) {
    const expected = row.counts.fail + row.counts.notApplicable + row.counts.undetermined;
    const found = written.get(row.checkId);
    if (found !== expected)
      throw contradiction(runId, row.checkId, `counts ${expected} results that are no pass, but ${found} came`);
  }
  await db.transaction((tx) => publish(tx, runId, batch, rows, total(written)));
}

function total(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((sum, count) => sum + count, 0);
}

/** Each part is emptied when the next one is asked for, so that no row outlives its statement, whoever still holds the list. */
async function* parts(results: AsyncIterable<CheckResult>): AsyncGenerator<readonly Prepared[]> {
  const part: Prepared[] = [];
  let bytes = 0;
  for await (const result of results) {
    const prepared = prepare(result);
    part.push(prepared);
    bytes += prepared.document.length;
    if (part.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
    yield part;
    part.length = 0;
    bytes = 0;
  }
  if (part.length > 0) yield part;
}

interface Prepared {
  readonly checkId: string;
  readonly connection: string;
  readonly scope: string;
  readonly subject: string;
  readonly document: string;
}

function prepare(result: CheckResult): Prepared {
  return {
    checkId: result.checkId,
    connection: keyText(result.connection, KEY_BYTES.connection),
    scope: keyText(scopeKey(result.scope), KEY_BYTES.scope),
    subject: keyText(result.subject, KEY_BYTES.subject),
    document: JSON.stringify(result),
  };
}

async function newBatch(db: Db, runId: string): Promise<number> {
  const [row] = await db.query<{ id: number | string }>(
    "insert into exhibit.result_batch (run_id) values ($1) returning id",
    [runId],
  );
  return Number(row?.id);
}

async function insertPart(db: Db, batch: number, part: readonly Prepared[], first: number): Promise<void> {
  await db.query(
    `insert into exhibit.result (batch, check_id, connection, scope, subject, ordinal, document)
     select $1::bigint, w.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[]) as w`,
    [
      batch,
      part.map((row) => row.checkId),
      part.map((row) => row.connection),
      part.map((row) => row.scope),
      part.map((row) => row.subject),
      part.map((_, offset) => first + offset),
      part.map((row) => row.document),
    ],
  );
}

async function publish(
  tx: Queryable,
  runId: string,
  batch: number,
  rows: readonly CheckRunRow[],
  expected: number,
): Promise<void> {
  // Writers of the same run take turns; each removes what the other has left, and one that was removed fails here.
  await tx.query("select id from exhibit.result_batch where run_id = $1 order by id for update", [runId]);
  const [found] = await tx.query<{ count: number | string }>(
    "select count(*) as count from exhibit.result where batch = $1",
    [batch],
  );
  if (Number(found?.count) !== expected) {
    throw new ExhibitError("RUN_INTERRUPTED", `another process saved results of run ${runId} at the same time`, {
      place: runId,
      remedy: "Repeat the step.",
    });
  }
  const checkIds = rows.map((row) => row.checkId);
  await tx.query("delete from exhibit.check_run where run_id = $1 and check_id = any($2::text[])", [runId, checkIds]);
  await insertCheckRuns(tx, runId, batch, rows);
  await tx.query(
    `delete from exhibit.result r using exhibit.result_batch b
      where b.run_id = $1 and r.batch = b.id and b.id <> $2 and r.check_id = any($3::text[])`,
    [runId, batch, checkIds],
  );
  await tx.query(
    `delete from exhibit.result_batch b where b.run_id = $1 and b.id <> $2
        and not exists (select 1 from exhibit.check_run c where c.batch = b.id)`,
    [runId, batch],
  );
}

async function insertCheckRuns(
  tx: Queryable,
  runId: string,
  batch: number,
  rows: readonly CheckRunRow[],
): Promise<void> {
  await tx.query(
    `insert into exhibit.check_run (run_id, check_id, check_version, pass, fail, not_applicable, undetermined,
                                    results_blob, results_digest, results_bytes, batch)
     select $1::text, w.*, $2::bigint from unnest($3::text[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
                                    $9::text[], $10::text[], $11::bigint[]) as w`,
    [
      runId,
      batch,
      rows.map((row) => row.checkId),
      rows.map((row) => row.checkVersion),
      rows.map((row) => row.counts.pass),
      rows.map((row) => row.counts.fail),
      rows.map((row) => row.counts.notApplicable),
      rows.map((row) => row.counts.undetermined),
      rows.map((row) => row.resultsBlob),
      rows.map((row) => row.resultsDigest),
      rows.map((row) => row.resultsBytes),
    ],
  );
}

function contradiction(runId: string, checkId: string, what: string): ExhibitError {
  return new ExhibitError("INTERNAL", `check ${checkId} ${what}`, { place: runId });
}
