import { canonicalJson, type CheckResult, type ReportEvidence } from "../core/index.ts";
import { csvTable, type Cell } from "./csv.ts";
import { Lookup, type ExportSource } from "./source.ts";

/**
 * Every result of a run, one a row. A result rests on one capture or several: their ids, ledger indices and digests stand
 * in one cell each, separated by one blank, the subject's own first.
 */
export function resultsCsv(source: ExportSource): AsyncIterable<string> {
  const lookup = new Lookup(source);
  const { run, sealed, ledger } = source;
  const captures = (result: CheckResult, cell: (capture: ReportEvidence) => string | number): string =>
    capturesOf(result, lookup).map(cell).join(" ");
  const own = (result: CheckResult, cell: (capture: ReportEvidence) => Cell): Cell => {
    const [capture] = capturesOf(result, lookup);
    return capture === undefined ? undefined : cell(capture);
  };
  return csvTable<CheckResult>(
    {
      run: () => run.id,
      as_of: ({ asOf }) => asOf,
      check: ({ checkId }) => checkId,
      check_version: ({ checkVersion }) => checkVersion,
      statement: ({ checkId }) => lookup.title(checkId),
      severity: ({ checkId }) => lookup.check(checkId)?.severity,
      points: ({ checkId }) =>
        lookup
          .speaksFor(checkId)
          .map(({ point }) => point.id)
          .join(" "),
      connection: ({ connection }) => connection,
      platform: ({ scope }) => scope.platform,
      account: ({ scope }) => scope.account,
      region: ({ scope }) => scope.region,
      subject: ({ subject }) => subject,
      outcome: ({ outcome }) => outcome,
      reason: ({ reason }) => reason,
      observed: ({ observed }) => observed,
      expected: ({ expected }) => expected,
      params: (result) => {
        const params = lookup.params(result);
        return params === undefined ? undefined : canonicalJson(params);
      },
      params_sha256: ({ paramsDigest }) => paramsDigest,
      evidence: ({ evidence }) => [...new Set(evidence.map(([id]) => id))].join(" "),
      records: ({ evidence }) => JSON.stringify(evidence.map(([, key]) => key)),
      ledger_index: (result) => captures(result, ({ ledgerIndex }) => ledgerIndex),
      receipt_sha256: (result) => captures(result, ({ receiptDigest }) => receiptDigest),
      records_sha256: (result) => captures(result, ({ evidence }) => evidence.records.digest),
      collected_from: (result) => own(result, ({ evidence }) => evidence.startedAt),
      collected_to: (result) => own(result, ({ evidence }) => evidence.completedAt),
      facts_of: (result) => own(result, ({ evidence }) => evidence.sourceAt),
      valid_until: (result) => own(result, ({ evidence }) => evidence.validUntil),
      remediation: ({ checkId, outcome }) => (outcome === "fail" ? lookup.check(checkId)?.remediation : undefined),
      assessment_sha256: () => sealed.digest,
      assessment_ledger_index: () => sealed.ledgerIndex,
      ledger_origin: () => ledger.origin,
    },
    source.results(),
  );
}

/** The captures of a result, each once. */
function capturesOf({ evidence }: CheckResult, lookup: Lookup): readonly ReportEvidence[] {
  return [...new Set(evidence.map(([id]) => id))].flatMap((id) => lookup.evidence(id) ?? []);
}
