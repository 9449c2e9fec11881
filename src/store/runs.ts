import { ExhibitError } from "../core/errors.ts";
import type { RunPatch } from "../core/ports.ts";
import type { Run } from "../core/run.ts";
import type { Db, Queryable } from "./db.ts";
import { prefixBounds } from "./rows.ts";

const MIN_PREFIX = 4;

interface Row {
  readonly document: string;
}

/** A run that exists already stays as it is, with what was patched since. */
export async function createRun(db: Db, run: Run): Promise<void> {
  await db.query(
    `insert into exhibit.run (id, status, started_at, ended_at, document, part) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do nothing`,
    [run.id, run.status, run.startedAt, run.endedAt ?? null, JSON.stringify(run), run.part === true],
  );
}

export async function updateRun(db: Db, id: string, patch: RunPatch): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.query<Row>("select document from exhibit.run where id = $1 for update", [id]);
    if (row === undefined) throw notFound(id, "does not exist");
    const run: Run = { ...parse(row), ...patch };
    await tx.query("update exhibit.run set status = $2, ended_at = $3, document = $4 where id = $1", [
      id,
      run.status,
      run.endedAt ?? null,
      JSON.stringify(run),
    ]);
  });
}

/** `latest` is the newest run that ended complete or incomplete: a failed one has no assessment to look at. Parts count while there is nothing of the whole. */
export async function getRun(db: Db, idOrPrefix: string): Promise<Run> {
  if (idOrPrefix === "latest") return latestRun(db);
  if (idOrPrefix.length < MIN_PREFIX) throw notFound(idOrPrefix, `needs at least ${MIN_PREFIX} characters`);
  const prefix = idOrPrefix.toLowerCase();
  const bounds = prefixBounds(prefix);
  const rows =
    bounds === undefined
      ? []
      : await db.query<Row>("select document from exhibit.run where id >= $1 and id < $2 order by id limit 2", bounds);
  const [first, second] = rows.map(parse);
  if (first === undefined) throw notFound(idOrPrefix, "does not exist");
  if (second !== undefined && first.id !== prefix) throw notFound(idOrPrefix, "is the beginning of more than one id");
  return first;
}

async function latestRun(db: Queryable): Promise<Run> {
  const [row] = await db.query<Row>(
    "select document from exhibit.run where status in ('complete', 'incomplete') order by part, started_at desc, id desc limit 1",
  );
  if (row === undefined) {
    throw new ExhibitError("RUN_NOT_FOUND", "no run has finished yet", { remedy: "Run `exhibit snapshot` first." });
  }
  return parse(row);
}

export async function listRuns(db: Db, limit: number): Promise<readonly Run[]> {
  const rows = await db.query<Row>("select document from exhibit.run order by started_at desc, id desc limit $1", [
    limit,
  ]);
  return rows.map(parse);
}

export async function runsBetween(db: Db, from: string, to: string): Promise<readonly Run[]> {
  const rows = await db.query<Row>(
    `select document from exhibit.run where status in ('complete', 'incomplete') and started_at >= $1 and started_at < $2
      order by started_at, id`,
    [from, to],
  );
  return rows.map(parse);
}

export async function runsEndedAfter(db: Db, at: string, limit: number): Promise<readonly Run[]> {
  const rows = await db.query<Row>(
    "select document from exhibit.run where status <> 'running' and ended_at > $1 order by ended_at desc limit $2",
    [at, limit],
  );
  return rows.map(parse);
}

/** Runs that no one has closed, oldest first. */
export async function openRuns(db: Db): Promise<readonly Run[]> {
  const rows = await db.query<Row>("select document from exhibit.run where status = 'running' order by started_at, id");
  return rows.map(parse);
}

function parse(row: Row): Run {
  return JSON.parse(row.document) as Run;
}

function notFound(id: string, why: string): ExhibitError {
  return new ExhibitError("RUN_NOT_FOUND", `run ${JSON.stringify(id)} ${why}`, {
    remedy: "List the runs with `exhibit runs`.",
  });
}
