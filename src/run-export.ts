import { createHash } from "node:crypto";
import type { Installation, PreparedExport } from "./cli/services.ts";
import {
  canonicalJson,
  ExhibitError,
  sha256,
  type CheckResult,
  type CheckRunRow,
  type Run,
  type StoredAssessment,
} from "./core/index.ts";
import { EXPORT_FORMATS, type ExportOptions, type ExportSource } from "./export/index.ts";
import { resultsDigest } from "./ledger/leaves.ts";
import { readPacked } from "./pipeline/packing.ts";
import { reportChecks } from "./pipeline/report-data.ts";
import { linesOf } from "./pipeline/spool.ts";

export { EXPORT_FORMATS } from "./export/index.ts";

/** An export of a finished run in the format of this id. */
export async function prepareExport(
  installation: Installation,
  run: Run,
  formatId: string,
  options: ExportOptions,
): Promise<PreparedExport> {
  const format = EXPORT_FORMATS.find(({ id }) => id === formatId);
  if (format === undefined) throw new ExhibitError("INTERNAL", `there is no export format "${formatId}"`);
  const source = await exportSource(installation, run);
  const results = source.counts.reduce((sum, { counts }) => sum + total(counts), 0);
  return {
    results,
    reads: results * format.readings,
    bytes: (onResult) => format.write({ ...source, results: (ids) => watched(source.results(ids), onResult) }, options),
  };
}

async function* watched<T>(items: AsyncIterable<T>, onItem: () => void): AsyncGenerator<T, void, void> {
  for await (const item of items) {
    onItem();
    yield item;
  }
}

/**
 * What exports say of a finished run, read from the store as they are written. Nothing is exported that is not what was
 * sealed: RUN_INTERRUPTED when results or assessment are not those of the sealed entry, BLOB_MISSING and BLOB_CORRUPT when
 * results are gone or changed.
 */
export async function exportSource(installation: Installation, run: Run): Promise<ExportSource> {
  const { workshop, criteria } = installation;
  const { store, blobs, ledger } = workshop;
  const stored = await store.getAssessment(run.id);
  const entry = await store.leafOf(run.id, "assessment");
  const rows = await store.checkRuns(run.id);
  if (stored === undefined || entry === undefined)
    throw new ExhibitError("RUN_NOT_FOUND", `run ${run.id} has no sealed assessment`, {
      remedy: "run `exhibit reassess` first",
    });
  const sealed = requireSealed(run, stored, rows, entry.leaf);
  const { assessment } = stored;
  const evidence = await store.evidenceOfRun(run.id);
  const judged = rows.filter(({ counts }) => total(counts) > 0);
  const versions = new Map(judged.map((row) => [row.checkId, row.checkVersion]));
  return {
    organisation: assessment.organisation,
    software: { name: "Exhibit", version: assessment.versions.exhibit },
    run: { ...run, endedAt: assessment.run.endedAt },
    assessment,
    assessedAt: stored.createdAt,
    sealed: { ...sealed, ledgerIndex: entry.index },
    ledger: { origin: ledger.origin, vkey: ledger.vkey },
    controls: criteria.mappingDigest === assessment.versions.mappingDigest ? criteria.controls : [],
    checks: reportChecks(criteria).filter(({ id, version }) => versions.get(id) === version),
    evidence: evidence.map(({ evidence: receipt, ledgerIndex, receipt: bytes }) => ({
      evidence: receipt,
      ledgerIndex,
      receiptDigest: sha256(bytes),
    })),
    counts: judged.map(({ checkId, checkVersion, counts }) => ({ checkId, checkVersion, counts })),
    async *results(checkIds) {
      for (const row of judged) {
        if (checkIds !== undefined && !checkIds.includes(row.checkId)) continue;
        yield* resultsOf(row, readPacked(blobs, row.resultsBlob));
      }
    },
  };
}

async function* resultsOf(row: CheckRunRow, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CheckResult, void, void> {
  const hash = createHash("sha256");
  for await (const line of linesOf(bytes)) {
    hash.update(line).update("\n");
    yield JSON.parse(line) as CheckResult;
  }
  if (hash.digest("hex") === row.resultsDigest) return;
  throw new ExhibitError("STORE_CORRUPT", `the stored results of check ${row.checkId} are not those that were sealed`, {
    place: row.resultsBlob,
    remedy: "restore the data directory's objects from a backup, or recompute them with `exhibit reassess`",
  });
}

/** Digests of the sealed entry, when the stored assessment and results are what it speaks of. */
function requireSealed(
  run: Run,
  { assessment }: StoredAssessment,
  rows: readonly CheckRunRow[],
  leaf: Uint8Array,
): { readonly digest: string; readonly resultsDigest: string } {
  const entry = JSON.parse(Buffer.from(leaf).toString("utf8")) as {
    readonly digest: string;
    readonly resultsDigest: string;
  };
  const digest = sha256(`${canonicalJson(assessment)}\n`);
  const results = resultsDigest(rows.map(({ checkId, resultsDigest: of }) => ({ checkId, digest: of })));
  if (entry.digest === digest && entry.resultsDigest === results) return { digest, resultsDigest: results };
  throw new ExhibitError(
    "RUN_INTERRUPTED",
    `the stored assessment of run ${run.id} is not the one that was sealed last`,
    {
      place: run.id,
      remedy: "a reassessment is going on or was cut short: wait for it, or repeat `exhibit reassess`",
    },
  );
}

function total({ pass, fail, notApplicable, undetermined }: CheckRunRow["counts"]): number {
  return pass + fail + notApplicable + undetermined;
}
