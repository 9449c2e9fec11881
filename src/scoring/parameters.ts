import { digestOf, type Digest } from "../core/digest.ts";

/** How far a piece of evidence is trusted: see `docs/guide/scoring.md`, table "Grades". */
export const GRADES = ["A", "B", "C", "D", "E"] as const;
export type Grade = (typeof GRADES)[number];

/** Every number that is judgement rather than measurement. Shares are 0..1. */
export interface ScoringParameters {
  readonly thresholds: { readonly gate: number; readonly core: number; readonly advisory: number };
  /** Below this a gate point, or a decisive check on one, is a failed gate. */
  readonly gateFloor: number;
  /** Control conformity below `majorConformity` with coverage of at least `majorCoverage` is a major candidate. */
  readonly majorConformity: number;
  readonly majorCoverage: number;
  readonly undeterminedCoverage: number;
  readonly supportedCoverage: number;
  readonly freshnessFloor: number;
  readonly confidenceFloor: number;
  /** Share of a partly automatable point that checks settle while no person has judged the rest. */
  readonly settlePartly: number;
  /** How much of a scope counts as enumerated when its list broke off and nobody knows its length. */
  readonly partialComplete: number;
  readonly grades: Readonly<Record<Grade, number>>;
  /** Independent sources together are never trusted further than this. */
  readonly combinedGradeLimit: number;
}

/** Defaults of `docs/guide/scoring.md`; an operator may publish others, and the digest tells them apart. */
export const DEFAULT_PARAMETERS: ScoringParameters = {
  thresholds: { gate: 0.98, core: 0.95, advisory: 0.9 },
  gateFloor: 0.5,
  majorConformity: 0.5,
  majorCoverage: 0.5,
  undeterminedCoverage: 0.25,
  supportedCoverage: 0.7,
  freshnessFloor: 0.8,
  confidenceFloor: 0.6,
  settlePartly: 0.5,
  partialComplete: 0.5,
  grades: { A: 0.95, B: 0.8, C: 0.7, D: 0.4, E: 0.3 },
  combinedGradeLimit: 0.98,
};

/** Stored beside a score with the mapping's and the evidence's digest: same three digests, same bytes. */
export function parametersDigest(parameters: ScoringParameters): Digest {
  return digestOf(parameters);
}

/** Trust in evidence that independent sources of these grades agree on: 1 - Π(1 - g), limited when there are several. */
export function gradeValue(grades: readonly Grade[], parameters: ScoringParameters): number {
  const [first, ...others] = grades;
  if (first === undefined) return parameters.grades.E;
  if (others.length === 0) return parameters.grades[first];
  const doubt = grades.toSorted().reduce((product, grade) => product * (1 - parameters.grades[grade]), 1);
  return Math.min(parameters.combinedGradeLimit, 1 - doubt);
}

/** Differences smaller than this come from floating-point sums, never from evidence. */
const EPSILON = 1e-9;

/** `value < limit`, blind to floating-point noise. */
export function below(value: number, limit: number): boolean {
  return value < limit - EPSILON;
}

/** Six decimals: applied once, where numbers leave the module. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

export function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}
