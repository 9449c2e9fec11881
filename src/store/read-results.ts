import type { CheckResult } from "../core/check-result.ts";
import { ExhibitError } from "../core/errors.ts";
import type { CheckRunRow } from "../core/ports.ts";
import type { Db } from "./db.ts";
import { breathe } from "./rows.ts";

const PAGE = 500;

interface CheckRow {
  readonly check_id: string;
  readonly check_version: number;
  readonly pass: number | string;
  readonly fail: number | string;
  readonly not_applicable: number | string;
  readonly undetermined: number | string;
  readonly results_blob: string;
  readonly results_digest: string;
  readonly results_bytes: number | string;
  readonly batch: number | string;
  readonly dropped: boolean;
}

interface ResultRow {
  readonly connection: string;
  readonly scope: string;
  readonly subject: string;
  readonly ordinal: number | string;
  readonly document: string;
}

/** In order of check id. */
export async function checkRuns(db: Db, runId: string): Promise<readonly CheckRunRow[]> {
  return (await checkRows(db, runId)).map(checkRun);
}

/** `Store.nonPassResults`: page by page through the primary key, one check after the other. */
export async function* nonPassResults(
  db: Db,
  runId: string,
  filter: { readonly checkIds?: readonly string[]; readonly limit?: number } = {},
): AsyncGenerator<CheckResult> {
  let left = filter.limit ?? Number.POSITIVE_INFINITY;
  for (const check of await checkRows(db, runId, filter.checkIds)) {
    if (left <= 0) return;
    for await (const result of resultsOf(db, runId, check, left)) {
      yield result;
      left -= 1;
    }
  }
}

/** At most `limit` results of one check. MUST fail rather than end early when rows are gone. */
async function* resultsOf(db: Db, runId: string, check: CheckRow, limit: number): AsyncGenerator<CheckResult> {
  const expected = Math.min(limit, nonPassCount(check));
  if (check.dropped && expected > 0) {
    throw new ExhibitError("PAYLOAD_REMOVED", `retention dropped the results of check ${check.check_id}`, {
      place: runId,
      remedy: "its counts are still here; the results are in bundles that were written before",
    });
  }
  let after: ResultRow = { connection: "", scope: "", subject: "", ordinal: -1, document: "" };
  let read = 0;
  while (read < expected) {
    const rows = await db.query<ResultRow>(
      `select connection, scope, subject, ordinal, document from exhibit.result
        where batch = $1 and check_id = $2 and (connection, scope, subject, ordinal) > ($3, $4, $5, $6::bigint)
        order by connection, scope, subject, ordinal limit $7`,
      [
        Number(check.batch),
        check.check_id,
        after.connection,
        after.scope,
        after.subject,
        Number(after.ordinal),
        Math.min(PAGE, expected - read),
      ],
    );
    const last = rows.at(-1);
    if (last === undefined) throw await gone(db, runId, check, read);
    for (const row of rows) yield JSON.parse(row.document) as CheckResult;
    read += rows.length;
    after = last;
    await breathe();
  }
}

async function gone(db: Db, runId: string, check: CheckRow, read: number): Promise<ExhibitError> {
  const [now] = await checkRows(db, runId, [check.check_id]);
  if (now === undefined || Number(now.batch) !== Number(check.batch)) {
    return new ExhibitError(
      "RUN_INTERRUPTED",
      `the results of check ${check.check_id} were replaced while they were read`,
      {
        place: runId,
        remedy: "Repeat the command.",
      },
    );
  }
  return new ExhibitError(
    "STORE_CORRUPT",
    `check ${check.check_id} has ${read} stored results, not ${nonPassCount(check)}`,
    {
      place: runId,
      remedy: "Recompute them with `exhibit reassess`; if that fails too, restore the last backup.",
    },
  );
}

async function checkRows(db: Db, runId: string, checkIds?: readonly string[]): Promise<readonly CheckRow[]> {
  return db.query<CheckRow>(
    `select check_id, check_version, pass, fail, not_applicable, undetermined, results_blob, results_digest, results_bytes, batch, dropped
       from exhibit.check_run where run_id = $1 and ($2::text[] is null or check_id = any($2::text[])) order by check_id`,
    [runId, checkIds ?? null],
  );
}

function nonPassCount(row: CheckRow): number {
  return Number(row.fail) + Number(row.not_applicable) + Number(row.undetermined);
}

function checkRun(row: CheckRow): CheckRunRow {
  return {
    checkId: row.check_id,
    checkVersion: row.check_version,
    counts: {
      pass: Number(row.pass),
      fail: Number(row.fail),
      notApplicable: Number(row.not_applicable),
      undetermined: Number(row.undetermined),
    },
    resultsBlob: row.results_blob,
    resultsDigest: row.results_digest,
    resultsBytes: Number(row.results_bytes),
  };
}
