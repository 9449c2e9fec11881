import { sum } from "./check-measure.ts";
import type { ScoringParameters } from "./parameters.ts";
import { coverageOf, type PointMeasure } from "./point.ts";

/** What changes between the base assessment and a sensitivity run. */
export interface Variant {
  readonly settlePartly: number;
  /** All weights 1 in the sums. Gates stay gates: the weight's other meaning, which rule applies, is not what is varied. */
  readonly equalWeights: boolean;
}

/** The measured numbers of one control, unrounded. Ratios are null when nothing was seen. */
export interface Vector {
  readonly coverage: number;
  readonly conformity: number | null;
  readonly assured: number;
  readonly possible: number;
  readonly freshness: number | null;
  readonly confidence: number | null;
  /** Sum of the weights of the applicable points. */
  readonly weight: number;
}

export function baseVariant(parameters: ScoringParameters): Variant {
  return { settlePartly: parameters.settlePartly, equalWeights: false };
}

/** Formulas of `docs/guide/scoring.md`; the denominator always includes the undetermined points. */
export function vectorOf(measures: readonly PointMeasure[], variant: Variant): Vector {
  const applicable = measures.filter((measure) => measure.applicable);
  const weightOf = (measure: PointMeasure) => (variant.equalWeights ? 1 : measure.point.weight);
  const seenOf = (measure: PointMeasure) => weightOf(measure) * coverageOf(measure, variant.settlePartly);
  const weight = sum(applicable, weightOf);
  const seen = sum(applicable, seenOf);
  const part = (value: (measure: PointMeasure) => number | null) =>
    sum(applicable, (measure) => seenOf(measure) * (value(measure) ?? 0));
  const ratio = (value: (measure: PointMeasure) => number | null) => (seen === 0 ? null : part(value) / seen);
  const coverage = weight === 0 ? 0 : seen / weight;
  const assured = weight === 0 ? 0 : part((measure) => measure.conformity) / weight;
  return {
    coverage,
    conformity: ratio((measure) => measure.conformity),
    assured,
    possible: assured + 1 - coverage,
    freshness: ratio((measure) => measure.freshness),
    confidence: ratio((measure) => measure.confidence),
    weight,
  };
}
