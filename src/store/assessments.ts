import type { StoredAssessment } from "../core/ports.ts";
import type { Assessment } from "../core/run.ts";
import type { Db } from "./db.ts";

interface Row {
  readonly id: string;
  readonly run_id: string;
  readonly created_at: string;
  readonly origin: StoredAssessment["origin"];
  readonly document: string;
}

/** An assessment never changes: one with an id that is stored already is left as it is. */
export async function saveAssessment(db: Db, stored: StoredAssessment): Promise<void> {
  await db.query(
    `insert into exhibit.assessment (id, run_id, created_at, origin, document) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing`,
    [stored.id, stored.runId, stored.createdAt, stored.origin, JSON.stringify(stored.assessment)],
  );
}

export async function getAssessment(db: Db, runId: string): Promise<StoredAssessment | undefined> {
  const [row] = await db.query<Row>(
    `select id, run_id, created_at, origin, document from exhibit.assessment
      where run_id = $1 order by created_at desc, number desc limit 1`,
    [runId],
  );
  if (row === undefined) return undefined;
  const assessment = JSON.parse(row.document) as Assessment;
  return { id: row.id, runId: row.run_id, createdAt: row.created_at, origin: row.origin, assessment };
}
