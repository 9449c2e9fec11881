import {
  sha256,
  type Assessment,
  type CheckResult,
  type ReportCheck,
  type ReportData,
  type Run,
} from "../core/index.ts";
import { byteLines } from "../ledger/records.ts";
import { isPass } from "./evaluate/result-file.ts";
import { reportHistory } from "./history/report-history.ts";
import { readPacked } from "./packing.ts";
import { parameterOrigins } from "./parameters.ts";
import type { Criteria } from "./plan.ts";
import type { Workshop } from "./ports.ts";

/** Results embedded in one report: what matters first, and no more than a browser opens with ease. */
const OPEN_RESULTS_PER_CHECK = 300;
const PASSES_PER_CHECK = 25;

/**
 * What the report shows of a run. Of each check it embeds the first failing, undetermined and not-applicable results and
 * some passes; how many were left out is stated, and all of them are in the bundle's `results/`.
 */
export async function reportData(
  workshop: Workshop,
  criteria: Criteria,
  run: Run,
  assessment: Assessment,
): Promise<ReportData> {
  const results: CheckResult[] = [];
  const resultsOmitted: Record<string, number> = {};
  for (const row of await workshop.store.checkRuns(run.id)) {
    let open = 0;
    let passes = 0;
    let omitted = 0;
    for await (const line of byteLines(readPacked(workshop.blobs, row.resultsBlob))) {
      const passed = isPass(line);
      if (passed ? passes >= PASSES_PER_CHECK : open >= OPEN_RESULTS_PER_CHECK) {
        omitted += 1;
        continue;
      }
      if (passed) passes += 1;
      else open += 1;
      results.push(JSON.parse(line.toString("utf8")) as CheckResult);
    }
    if (omitted > 0) resultsOmitted[row.checkId] = omitted;
  }
  const evidence = await workshop.store.evidenceOfRun(run.id);
  const checkpoint = await workshop.ledger.publish();
  const history = await reportHistory(workshop, run, assessment);
  return {
    schemaVersion: 1,
    assessment,
    controls: criteria.controls,
    checks: reportChecks(criteria),
    results,
    resultsOmitted,
    evidence: evidence.map(({ evidence: receipt, ledgerIndex, receipt: bytes }) => ({
      evidence: receipt,
      ledgerIndex,
      receiptDigest: sha256(bytes),
    })),
    ...(history === undefined ? {} : { history }),
    ledger: {
      origin: workshop.ledger.origin,
      vkey: workshop.ledger.vkey,
      size: checkpoint.size,
      rootHash: checkpoint.rootHash,
    },
  };
}

/** What checks say of themselves, with the parameters that they judge by. */
export function reportChecks(criteria: Criteria): readonly ReportCheck[] {
  return criteria.checks.map((check) => {
    const params = criteria.params.get(check.id);
    return {
      id: check.id,
      version: check.version,
      title: check.title,
      rationale: check.rationale,
      severity: check.severity,
      kind: check.over.id,
      remediation: check.remediation,
      expected: check.expected(params),
      params: params as Readonly<Record<string, unknown>>,
      paramOrigins: parameterOrigins(check),
    };
  });
}
