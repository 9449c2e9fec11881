import type { BlobStore, Store } from "../core/ports.ts";
import { getAssessment, saveAssessment } from "./assessments.ts";
import type { Db } from "./db.ts";
import { collectionsOf, evidenceOfRun, getEvidence } from "./evidence.ts";
import { ledgerStore } from "./ledger.ts";
import { checkRuns, nonPassResults } from "./read-results.ts";
import { saveResults } from "./results.ts";
import { plainBytes } from "./rows.ts";
import { createRun, getRun, listRuns, openRuns, runsBetween, runsEndedAfter, updateRun } from "./runs.ts";
import { seal } from "./seal.ts";

/** The store on a migrated database, beside its objects. `close` closes the database. */
export function sqlStore(db: Db, blobs: Pick<BlobStore, "has">): Store {
  return {
    ledger: ledgerStore(db),
    createRun: (run) => createRun(db, run),
    updateRun: (id, patch) => updateRun(db, id, patch),
    getRun: (idOrPrefix) => getRun(db, idOrPrefix),
    listRuns: (limit) => listRuns(db, limit),
    runsBetween: (from, to) => runsBetween(db, from, to),
    runsEndedAfter: (at, limit) => runsEndedAfter(db, at, limit),
    openRuns: () => openRuns(db),
    claim: (what) => db.claim(what),
    seal: (entries, options) => seal(db, blobs, entries, options),
    leafOf: (runId, type) => leafOf(db, runId, type),
    evidenceOfRun: (runId) => evidenceOfRun(db, runId),
    collectionsOf: (connection, options) => collectionsOf(db, connection, options),
    getEvidence: (idOrPrefix) => getEvidence(db, idOrPrefix),
    saveResults: (runId, rows, nonPass) => saveResults(db, runId, rows, nonPass),
    checkRuns: (runId) => checkRuns(db, runId),
    nonPassResults: (runId, filter) => nonPassResults(db, runId, filter),
    saveAssessment: (stored) => saveAssessment(db, stored),
    getAssessment: (runId) => getAssessment(db, runId),
    close: () => db.close(),
  };
}

async function leafOf(
  db: Db,
  runId: string,
  type: string,
): Promise<{ readonly index: number; readonly leaf: Uint8Array } | undefined> {
  const [row] = await db.query<{ index: number | string; leaf: Uint8Array }>(
    "select index, leaf from exhibit.ledger_entry where run_id = $1 and type = $2 order by index desc limit 1",
    [runId, type],
  );
  return row === undefined ? undefined : { index: Number(row.index), leaf: plainBytes(row.leaf) };
}
