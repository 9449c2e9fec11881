import type { Instant } from "../core/clock.ts";
import type { Applicability, CheckAssessment, Control, ControlAssessment, PointAssessment } from "../core/control.ts";
import type { Digest } from "../core/digest.ts";
import { ExhibitError } from "../core/errors.ts";
import type { CheckAggregate } from "./aggregate.ts";
import { acceptanceText, isExcluded, requireComplete, requireJustified, type AcceptedRisk } from "./applicability.ts";
import { DEFAULT_PARAMETERS, rounded, roundedOrNull, type ScoringParameters } from "./parameters.ts";
import { coverageOf, measurePoint, outcomeOf, type PersonJudgement, type PointMeasure } from "./point.ts";
import { sensitivityOf } from "./sensitivity.ts";
import { baseVariant, vectorOf } from "./vector.ts";
import { decide, type Decision } from "./verdict.ts";

export interface AssessControlsInput {
  readonly controls: readonly Control[];
  /** Every check that the controls name. MAPPING_INVALID when one is missing. */
  readonly checks: ReadonlyMap<string, { readonly version: number }>;
  /** A check without an aggregate was not evaluated: unseen, never passed over. */
  readonly aggregates: ReadonlyMap<string, CheckAggregate>;
  /** By control id; a control left out is applicable. CONFIG_INVALID when an exclusion is not justified, approved and dated. */
  readonly applicability: ReadonlyMap<string, Applicability>;
  readonly asOf: Instant;
  readonly mappingDigest: Digest;
  readonly parameters?: ScoringParameters;
  /** By point id. */
  readonly judgements?: ReadonlyMap<string, PersonJudgement>;
  readonly acceptedRisks?: readonly AcceptedRisk[];
  /** Controls of which a minor candidate passed its due date twice. */
  readonly overdueTwice?: ReadonlySet<string>;
}

/**
 * Pure: the same input, in whatever order its maps and lists come, gives the same bytes of canonical JSON. Controls are
 * returned in the order of their ids, points in the order of theirs. Numbers are rounded to six decimals here and only here.
 */
export function assessControls(input: AssessControlsInput): ControlAssessment[] {
  const ids = new Set(input.controls.map((control) => control.id));
  requireJustified(input.applicability, ids);
  requireComplete(input.acceptedRisks ?? [], ids);
  requireNamedJudges(input.judgements ?? new Map());
  return input.controls.toSorted((a, b) => compareIds(a.id, b.id)).map((control) => assessControl(control, input));
}

function assessControl(control: Control, input: AssessControlsInput): ControlAssessment {
  const parameters = input.parameters ?? DEFAULT_PARAMETERS;
  const measures = control.points
    .toSorted((a, b) => compareIds(a.id, b.id))
    .map((point) => measurePoint(point, input.aggregates, input.judgements?.get(point.id), input.asOf, parameters));
  const variant = baseVariant(parameters);
  const vector = vectorOf(measures, variant);
  const overdueTwice = input.overdueTwice?.has(control.id) ?? false;
  const measured = decide(measures, vector, variant, overdueTwice, parameters);
  const applicability = input.applicability.get(control.id) ?? { applicable: true };
  const excluded = isExcluded(applicability, input.asOf);
  const decision = excluded ? exclusion(applicability) : withdrawn(applicability, measured);
  return {
    id: control.id,
    title: control.title,
    theme: control.theme,
    applicability,
    verdict: decision.verdict,
    because: decision.because + acceptanceText(input.acceptedRisks ?? [], control.id, input.asOf),
    coverage: rounded(vector.coverage),
    conformity: roundedOrNull(vector.conformity),
    assured: rounded(vector.assured),
    possible: rounded(vector.possible),
    freshness: roundedOrNull(vector.freshness),
    confidence: roundedOrNull(vector.confidence),
    points: measures.map((measure) => assessPoint(measure, input.checks, parameters)),
    sensitivity: excluded
      ? { flips: false, verdicts: {} }
      : sensitivityOf(measures, decision.verdict, overdueTwice, parameters),
    mappingDigest: input.mappingDigest,
    asOf: input.asOf,
  };
}

function exclusion(entry: Applicability): Decision {
  const because = `Rule 1: excluded by ${entry.approver} on ${entry.decidedOn?.slice(0, 10)}: ${entry.justification}`;
  return { verdict: "not-applicable", because: /[.!?]$/.test(because) ? because : `${because}.` };
}

function withdrawn(entry: Applicability, measured: Decision): Decision {
  if (entry.applicable) return measured;
  return {
    ...measured,
    because: `${measured.because} The exclusion of this control expired on ${entry.expires?.slice(0, 10)}.`,
  };
}

function assessPoint(
  measure: PointMeasure,
  versions: ReadonlyMap<string, { readonly version: number }>,
  parameters: ScoringParameters,
): PointAssessment {
  const coverage = measure.applicable ? coverageOf(measure, parameters.settlePartly) : 0;
  const seen = coverage > 0;
  return {
    id: measure.point.id,
    mode: measure.point.mode,
    weight: measure.point.weight,
    outcome: outcomeOf(measure, parameters),
    coverage: rounded(coverage),
    conformity: seen ? roundedOrNull(measure.conformity) : null,
    freshness: seen ? roundedOrNull(measure.freshness) : null,
    confidence: seen ? roundedOrNull(measure.confidence) : null,
    checks: measure.checks.map((check): CheckAssessment => {
      const version = versions.get(check.id)?.version;
      if (version === undefined) {
        throw new ExhibitError(
          "MAPPING_INVALID",
          `point ${measure.point.id} names check ${check.id}, which does not exist`,
          {
            place: `point ${measure.point.id}`,
            remedy: "Correct the check id in the mapping, or add the check.",
          },
        );
      }
      const { id, role, counts } = check;
      return { id, version, role, counts, conformity: roundedOrNull(check.conformity), reach: rounded(check.reach) };
    }),
    reasons: reasonsOf(measure),
  };
}

function reasonsOf(measure: PointMeasure): PointAssessment["reasons"] {
  const reasons = new Map<string, number>();
  for (const check of measure.checks) {
    for (const [reason, n] of check.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + n);
  }
  if (measure.point.mode !== "manual" && measure.checks.length === 0 && !measure.judged) reasons.set("no-check", 1);
  if (measure.point.mode !== "auto" && !measure.judged && measure.applicable) reasons.set("person-needed", 1);
  return Object.fromEntries([...reasons].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function requireNamedJudges(judgements: ReadonlyMap<string, PersonJudgement>): void {
  for (const [point, judgement] of judgements) {
    if (judgement.by.trim() !== "") continue;
    throw new ExhibitError("CONFIG_INVALID", `the judgement of point ${point} names no person`, {
      place: `judgement of point ${point}`,
      remedy: "Name the person who judged it.",
    });
  }
}

/** 5.2 before 5.10, and 5.2-2 before 5.2-10. */
export function compareIds(a: string, b: string): number {
  const left = a.split(/[.-]/).map(Number);
  const right = b.split(/[.-]/).map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? -1) - (right[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
