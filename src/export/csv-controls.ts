import type { ControlAssessment, PointAssessment } from "../core/index.ts";
import { csvTable } from "./csv.ts";
import { reasonsText, type ExportSource } from "./source.ts";

/** The controls of a run with verdicts and measures, one a row. Shares are 0..1; empty where nothing was seen. */
export function controlsCsv(source: ExportSource): AsyncIterable<string> {
  const { run, assessment, sealed, ledger } = source;
  return csvTable<ControlAssessment>(
    {
      run: () => run.id,
      as_of: ({ asOf }) => asOf,
      organisation: () => source.organisation,
      control: ({ id }) => id,
      title: ({ title }) => title,
      theme: ({ theme }) => theme,
      applicable: ({ applicability }) => applicability.applicable,
      justification: ({ applicability }) => applicability.justification,
      approver: ({ applicability }) => applicability.approver,
      decided_on: ({ applicability }) => applicability.decidedOn,
      expires: ({ applicability }) => applicability.expires,
      verdict: ({ verdict }) => verdict,
      because: ({ because }) => because,
      coverage: ({ coverage }) => coverage,
      conformity: ({ conformity }) => conformity,
      assured: ({ assured }) => assured,
      possible: ({ possible }) => possible,
      freshness: ({ freshness }) => freshness,
      confidence: ({ confidence }) => confidence,
      points_pass: (control) => pointsWith(control, "pass"),
      points_fail: (control) => pointsWith(control, "fail"),
      points_undetermined: (control) => pointsWith(control, "undetermined"),
      points_not_applicable: (control) => pointsWith(control, "not-applicable"),
      unseen: ({ points }) => reasonsText(points),
      verdict_flips: ({ sensitivity }) => sensitivity.flips,
      mapping_sha256: ({ mappingDigest }) => mappingDigest,
      assessment_sha256: () => sealed.digest,
      assessment_ledger_index: () => sealed.ledgerIndex,
      ledger_origin: () => ledger.origin,
    },
    assessment.controls,
  );
}

function pointsWith({ points }: ControlAssessment, outcome: PointAssessment["outcome"]): number {
  return points.filter((point) => point.outcome === outcome).length;
}
