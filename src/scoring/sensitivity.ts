import type { Verdict } from "../core/outcome.ts";
import type { ScoringParameters } from "./parameters.ts";
import type { PointMeasure } from "./point.ts";
import { vectorOf, type Variant } from "./vector.ts";
import { decide } from "./verdict.ts";

export interface Sensitivity {
  readonly flips: boolean;
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** Verdicts under other judgements: all weights equal, and a partly automatable point settled by three or seven tenths. */
export function sensitivityOf(
  measures: readonly PointMeasure[],
  base: Verdict,
  overdueTwice: boolean,
  parameters: ScoringParameters,
): Sensitivity {
  const verdictUnder = (variant: Variant): Verdict =>
    decide(measures, vectorOf(measures, variant), variant, overdueTwice, parameters).verdict;
  const verdicts = {
    "weights-equal": verdictUnder({ settlePartly: parameters.settlePartly, equalWeights: true }),
    "settle-0.3": verdictUnder({ settlePartly: 0.3, equalWeights: false }),
    "settle-0.7": verdictUnder({ settlePartly: 0.7, equalWeights: false }),
  };
  return { flips: Object.values(verdicts).some((verdict) => verdict !== base), verdicts };
}
