import type { Instant } from "../core/clock.ts";
import { daysBetween } from "../core/clock.ts";
import type { Point, PointAssessment } from "../core/control.ts";
import type { CheckAggregate } from "./aggregate.ts";
import { freshnessAt, measureCheck, sum, type CheckMeasure } from "./check-measure.ts";
import { below, type ScoringParameters } from "./parameters.ts";

/**
 * A named person judged the part of a point that no check settles. With `counts` they judged things one by one (contracts,
 * interviews): evidence of grade C. Without, they judged only what the checks leave open.
 */
export interface PersonJudgement {
  readonly by: string;
  readonly judgedAt: Instant;
  readonly counts?: { readonly pass: number; readonly fail: number };
  /** Days; by default fresh for 365 and valid for 540, the cadence of contracts and policies. */
  readonly freshForDays?: number;
  readonly validForDays?: number;
}

/** One guidance point at one instant, unrounded. Sums over parts never contain parts with reach 0. */
export interface PointMeasure {
  readonly point: Point;
  readonly checks: readonly CheckMeasure[];
  /** False when every check found its completely enumerated population empty: the point leaves the denominators. */
  readonly applicable: boolean;
  readonly judged: boolean;
  /** Mean reach over the applicable parts, before the settle factor. */
  readonly reach: number;
  readonly conformity: number | null;
  /** Conformity without advisory checks: what thresholds are held against. */
  readonly weighty: number | null;
  readonly freshness: number | null;
  readonly confidence: number | null;
}

interface Part {
  readonly role: CheckMeasure["role"];
  readonly reach: number;
  readonly conformity: number | null;
  readonly freshness: number;
  readonly confidence: number;
}

const DAY_MS = 86_400_000;

export function measurePoint(
  point: Point,
  aggregates: ReadonlyMap<string, CheckAggregate>,
  judgement: PersonJudgement | undefined,
  asOf: Instant,
  parameters: ScoringParameters,
): PointMeasure {
  const checks = point.checks
    .map((check) => measureCheck(check, aggregates.get(check.id), asOf, parameters))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const person = judgement === undefined ? undefined : judgedPart(judgement, asOf, parameters);
  const parts: Part[] = checks.filter((check) => check.applicable);
  if (person?.part !== undefined) parts.push(person.part);
  const seen = parts.filter((part) => part.reach > 0);
  return {
    point,
    checks,
    applicable: isApplicable(point, checks, parts.length, person !== undefined),
    judged: person !== undefined,
    reach: parts.length === 0 ? 0 : sum(seen, (part) => part.reach) / parts.length,
    conformity: weighted(seen, (part) => part.conformity ?? 0),
    weighty: weighted(
      seen.filter((part) => part.role !== "advisory"),
      (part) => part.conformity ?? 0,
    ),
    freshness: weighted(seen, (part) => part.freshness),
    confidence: weighted(seen, (part) => part.confidence),
  };
}

/**
 * An empty population takes a point away only where checks alone settle it. What a person has to judge of a partly
 * automatable point does not become needless because one platform has nothing of the kind.
 */
function isApplicable(point: Point, checks: readonly CheckMeasure[], parts: number, judged: boolean): boolean {
  if (parts > 0 || checks.length === 0) return true;
  return point.mode === "partly" && !judged;
}

function judgedPart(
  judgement: PersonJudgement,
  asOf: Instant,
  parameters: ScoringParameters,
): { readonly part: Part | undefined } | undefined {
  const age = Math.max(0, daysBetween(judgement.judgedAt, asOf)) * DAY_MS;
  const freshFor = (judgement.freshForDays ?? 365) * DAY_MS;
  const validFor = (judgement.validForDays ?? 540) * DAY_MS;
  if (age > validFor) return undefined;
  const { pass, fail } = judgement.counts ?? { pass: 0, fail: 0 };
  const decided = pass + fail;
  if (decided === 0) return { part: undefined };
  const freshness = freshnessAt(age, freshFor, validFor);
  return { part: { role: "normal", reach: 1, conformity: pass / decided, freshness, confidence: parameters.grades.C } };
}

function weighted(parts: readonly Part[], value: (part: Part) => number): number | null {
  const total = sum(parts, (part) => part.reach);
  return total === 0 ? null : sum(parts, (part) => part.reach * value(part)) / total;
}

/** The share of the point that its evidence can settle by itself: s. */
export function settleFactor(measure: PointMeasure, settlePartly: number): number {
  if (measure.judged || measure.point.mode === "auto") return 1;
  return measure.point.mode === "partly" ? settlePartly : 0;
}

/** cov = s × mean of reach over the point's parts. */
export function coverageOf(measure: PointMeasure, settlePartly: number): number {
  return settleFactor(measure, settlePartly) * measure.reach;
}

export function thresholdOf(weight: 1 | 2 | 3, parameters: ScoringParameters): number {
  if (weight === 3) return parameters.thresholds.gate;
  return weight === 2 ? parameters.thresholds.core : parameters.thresholds.advisory;
}

/** A shortfall that a sentence can name: the point itself (`check` absent) or one of its checks. */
export interface Shortfall {
  readonly point: string;
  readonly weight: 1 | 2 | 3;
  readonly check?: string;
  readonly conformity: number;
  readonly limit: number;
}

/** Failed gates: the point below the floor, or a decisive check on it. */
export function failedGates(measure: PointMeasure, parameters: ScoringParameters): readonly Shortfall[] {
  if (measure.point.weight !== 3) return [];
  return shortfalls(measure, parameters.gateFloor, (check) => check.role === "decisive");
}

/** What makes a minor candidate: a point of weight 2 or 3, or a normal or decisive check on it, below the threshold. */
export function weightyShortfalls(measure: PointMeasure, parameters: ScoringParameters): readonly Shortfall[] {
  if (measure.point.weight === 1) return [];
  return shortfalls(measure, thresholdOf(measure.point.weight, parameters), (check) => check.role !== "advisory");
}

/** What makes an improvement: an advisory check anywhere, or a point of weight 1. */
export function advisoryShortfalls(measure: PointMeasure, parameters: ScoringParameters): readonly Shortfall[] {
  const limit = parameters.thresholds.advisory;
  const ofChecks = checkShortfalls(measure, limit, (check) => measure.point.weight === 1 || check.role === "advisory");
  return measure.point.weight === 1 ? [...pointShortfall(measure, limit), ...ofChecks] : ofChecks;
}

function shortfalls(
  measure: PointMeasure,
  limit: number,
  speaks: (check: CheckMeasure) => boolean,
): readonly Shortfall[] {
  return [...pointShortfall(measure, limit), ...checkShortfalls(measure, limit, speaks)];
}

function pointShortfall(measure: PointMeasure, limit: number): readonly Shortfall[] {
  const { point, weighty } = measure;
  return weighty !== null && below(weighty, limit)
    ? [{ point: point.id, weight: point.weight, conformity: weighty, limit }]
    : [];
}

function checkShortfalls(
  measure: PointMeasure,
  limit: number,
  speaks: (check: CheckMeasure) => boolean,
): readonly Shortfall[] {
  const { id, weight } = measure.point;
  return measure.checks.flatMap((check) =>
    check.conformity !== null && speaks(check) && below(check.conformity, limit)
      ? [{ point: id, weight, check: check.id, conformity: check.conformity, limit }]
      : [],
  );
}

export function outcomeOf(measure: PointMeasure, parameters: ScoringParameters): PointAssessment["outcome"] {
  if (!measure.applicable) return "not-applicable";
  if (measure.reach === 0 || settleFactor(measure, parameters.settlePartly) === 0) return "undetermined";
  const short = weightyShortfalls(measure, parameters).length + advisoryShortfalls(measure, parameters).length;
  return short > 0 ? "fail" : "pass";
}
