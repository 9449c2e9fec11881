import type { Verdict } from "../core/outcome.ts";
import { sum } from "./check-measure.ts";
import { below, type ScoringParameters } from "./parameters.ts";
import {
  advisoryShortfalls,
  coverageOf,
  failedGates,
  weightyShortfalls,
  type PointMeasure,
  type Shortfall,
} from "./point.ts";
import type { Variant, Vector } from "./vector.ts";

export interface Decision {
  readonly verdict: Verdict;
  /** Rule number and its numbers, one sentence. */
  readonly because: string;
}

/**
 * Rules 2 to 7 in order, the first that fits; rule 1 (excluded) is decided from the Statement of Applicability before.
 * `overdueTwice`: a minor candidate of this control passed its due date twice.
 */
export function decide(
  measures: readonly PointMeasure[],
  vector: Vector,
  variant: Variant,
  overdueTwice: boolean,
  parameters: ScoringParameters,
): Decision {
  const applicable = measures.filter((measure) => measure.applicable);
  const gates = applicable.flatMap((measure) => failedGates(measure, parameters));
  if (gates.length > 0)
    return { verdict: "contradicted-major", because: `Rule 2: ${listed(gates)}: a gate below its floor.` };

  const short = applicable.flatMap((measure) => weightyShortfalls(measure, parameters));
  const major = majorByConformity(applicable, vector, variant, parameters);
  if (major !== undefined) return { verdict: "contradicted-major", because: major };
  if (short.length > 0 && overdueTwice) {
    return {
      verdict: "contradicted-major",
      because: `Rule 2: ${listed(short)}: a minor candidate that passed its due date twice.`,
    };
  }
  if (short.length > 0) return { verdict: "contradicted-minor", because: `Rule 3: ${listed(short)}.` };

  const unseen = undetermined(applicable, vector, variant, parameters);
  if (unseen !== undefined) return { verdict: "undetermined", because: unseen };

  const weak = improvement(applicable, vector, parameters);
  if (weak !== undefined) return { verdict: "improvement", because: weak };

  return supported(applicable, vector, variant, parameters);
}

/** Advisory checks never make a major candidate: conformity has to be as low without them. */
function majorByConformity(
  points: readonly PointMeasure[],
  vector: Vector,
  variant: Variant,
  parameters: ScoringParameters,
): string | undefined {
  const { coverage, conformity } = vector;
  if (
    conformity === null ||
    !below(conformity, parameters.majorConformity) ||
    below(coverage, parameters.majorCoverage)
  )
    return undefined;
  if (!below(conformityWithoutAdvice(points, variant), parameters.majorConformity)) return undefined;
  return `Rule 2: conformity ${show(conformity)} is below ${show(parameters.majorConformity)} at coverage ${show(coverage)}.`;
}

function conformityWithoutAdvice(points: readonly PointMeasure[], variant: Variant): number {
  const seen = points.filter((measure) => measure.weighty !== null);
  const weightOf = (measure: PointMeasure): number =>
    (variant.equalWeights ? 1 : measure.point.weight) * coverageOf(measure, variant.settlePartly);
  const total = sum(seen, weightOf);
  return total === 0 ? 1 : sum(seen, (measure) => weightOf(measure) * (measure.weighty ?? 0)) / total;
}

function undetermined(
  points: readonly PointMeasure[],
  vector: Vector,
  variant: Variant,
  parameters: ScoringParameters,
): string | undefined {
  if (points.length === 0) return "Rule 4: every point's population is empty, so nothing was left to measure.";
  if (below(vector.coverage, parameters.undeterminedCoverage)) {
    return `Rule 4: coverage ${show(vector.coverage)} is below ${show(parameters.undeterminedCoverage)}.`;
  }
  if (points.some((measure) => measure.point.weight > 1 && coverageOf(measure, variant.settlePartly) > 0))
    return undefined;
  return `Rule 4: coverage ${show(vector.coverage)}, but no point of weight 2 or 3 was seen.`;
}

function improvement(
  points: readonly PointMeasure[],
  vector: Vector,
  parameters: ScoringParameters,
): string | undefined {
  const advisory = points.flatMap((measure) => advisoryShortfalls(measure, parameters));
  if (advisory.length > 0) return `Rule 5: only advice is weak: ${listed(advisory)}.`;
  const { freshness, confidence } = vector;
  if (freshness !== null && below(freshness, parameters.freshnessFloor)) {
    return `Rule 5: stale evidence: freshness ${show(freshness)} is below ${show(parameters.freshnessFloor)}.`;
  }
  if (confidence !== null && below(confidence, parameters.confidenceFloor)) {
    return `Rule 5: weak evidence: confidence ${show(confidence)} is below ${show(parameters.confidenceFloor)}.`;
  }
  return undefined;
}

function supported(
  points: readonly PointMeasure[],
  vector: Vector,
  variant: Variant,
  parameters: ScoringParameters,
): Decision {
  const unseenGates = points
    .filter((measure) => measure.point.weight === 3 && coverageOf(measure, variant.settlePartly) === 0)
    .map((measure) => measure.point.id);
  const limit = show(parameters.supportedCoverage);
  const narrow = below(vector.coverage, parameters.supportedCoverage);
  if (!narrow && unseenGates.length === 0) {
    return {
      verdict: "supported",
      because: `Rule 6: nothing below its threshold, coverage ${show(vector.coverage)} of at least ${limit}, every gate seen.`,
    };
  }
  const missing = [
    ...(narrow
      ? [
          `coverage ${show(vector.coverage)} is ${show(parameters.supportedCoverage - vector.coverage)} short of ${limit}`,
        ]
      : []),
    ...(unseenGates.length > 0 ? [`no evidence on gate ${unseenGates.join(", ")}`] : []),
  ];
  return {
    verdict: "supported-in-part",
    because: `Rule 7: nothing below its threshold, but ${missing.join(" and ")}.`,
  };
}

/** Points before their checks, and a check only where its point is not named already. */
function listed(shortfalls: readonly Shortfall[]): string {
  const points = new Set(shortfalls.filter((item) => item.check === undefined).map((item) => item.point));
  return shortfalls
    .filter((item) => item.check === undefined || !points.has(item.point))
    .map((item) => {
      const what = item.check === undefined ? `point ${item.point}` : `check ${item.check} of point ${item.point}`;
      return `${what} (weight ${item.weight}) is at ${show(item.conformity)}, below ${show(item.limit)}`;
    })
    .join("; ");
}

/** Four decimals at most, so that 0.9799 never reads as its threshold. */
export function show(value: number): string {
  return String(Math.round(value * 1e4) / 1e4);
}
