import type { Instant } from "../core/clock.ts";
import type { CheckRole } from "../core/control.ts";
import type { OutcomeCounts, UndeterminedReason } from "../core/outcome.ts";
import { distinctScopes, type CheckAggregate, type ScopeAggregate } from "./aggregate.ts";
import { gradeValue, type ScoringParameters } from "./parameters.ts";

/** What one check contributes to one point: one equal part. Numbers are unrounded. */
export interface CheckMeasure {
  readonly id: string;
  readonly role: CheckRole;
  readonly counts: OutcomeCounts;
  /** False when every scope was completely enumerated and held nothing that the check is about. */
  readonly applicable: boolean;
  readonly decided: number;
  /** Decided share of the known population, times the share of scopes that could be enumerated: R = r·c. */
  readonly reach: number;
  readonly conformity: number | null;
  readonly freshness: number;
  readonly confidence: number;
  readonly reasons: ReadonlyMap<UndeterminedReason, number>;
}

interface ScopeMeasure {
  readonly decided: number;
  readonly passing: number;
  readonly population: number;
  /** 1 when the scope's population is known, less when it is not. */
  readonly enumerated: number;
  readonly empty: boolean;
  readonly freshness: number;
  readonly confidence: number;
}

/** Pools the distinct scopes of a check, so that one population split over two scopes measures the same. */
export function measureCheck(
  check: { readonly id: string; readonly role: CheckRole },
  aggregate: CheckAggregate | undefined,
  asOf: Instant,
  parameters: ScoringParameters,
): CheckMeasure {
  const scopes = distinctScopes(aggregate?.scopes ?? []);
  const reasons = new Map<UndeterminedReason, number>();
  const measured = scopes.map((scope) => measureScope(scope, asOf, parameters, reasons));
  if (scopes.length === 0) reasons.set("no-population", 1);
  const decided = sum(measured, (scope) => scope.decided);
  const population = sum(measured, (scope) => scope.population);
  const complete = scopes.length === 0 ? 0 : sum(measured, (scope) => scope.enumerated) / scopes.length;
  return {
    id: check.id,
    role: check.role,
    counts: countsOf(scopes),
    applicable: scopes.length === 0 || measured.some((scope) => !scope.empty),
    decided,
    reach: population === 0 ? 0 : (decided / population) * complete,
    conformity: decided === 0 ? null : sum(measured, (scope) => scope.passing) / decided,
    freshness: decided === 0 ? 0 : sum(measured, (scope) => scope.decided * scope.freshness) / decided,
    confidence: decided === 0 ? 0 : sum(measured, (scope) => scope.decided * scope.confidence) / decided,
    reasons,
  };
}

function measureScope(
  scope: ScopeAggregate,
  asOf: Instant,
  parameters: ScoringParameters,
  reasons: Map<UndeterminedReason, number>,
): ScopeMeasure {
  const age = scope.evidenceAt === null ? 0 : Math.max(0, Date.parse(asOf) - Date.parse(scope.evidenceAt));
  const expired = scope.evidenceAt !== null && age > scope.validForMs;
  const judged = scope.pass + scope.fail;
  const decided = expired ? 0 : judged;
  const undecided = expired ? judged + scope.undetermined : scope.undetermined;
  const population = Math.max(decided + undecided, (scope.reported ?? 0) - scope.notApplicable);
  noteReasons(scope, expired, population - decided - undecided, reasons);
  return {
    decided,
    passing: expired ? 0 : scope.pass,
    population,
    enumerated: enumeratedShare(scope, expired, undecided, parameters),
    empty: scope.state === "complete" && !expired && population === 0,
    freshness: freshnessAt(age, scope.freshForMs, scope.validForMs),
    confidence: gradeValue(scope.grades ?? ["A"], parameters),
  };
}

/** A known count makes the unseen part of a scope weigh in the reach; only without one does completeness have to say it. */
function enumeratedShare(
  scope: ScopeAggregate,
  expired: boolean,
  undecided: number,
  parameters: ScoringParameters,
): number {
  if (scope.reported !== undefined) return 1;
  if (expired && undecided === 0) return 0;
  if (scope.state === "complete") return 1;
  return scope.state === "partial" || undecided + scope.pass + scope.fail > 0 ? parameters.partialComplete : 0;
}

function noteReasons(
  scope: ScopeAggregate,
  expired: boolean,
  unlisted: number,
  reasons: Map<UndeterminedReason, number>,
): void {
  const note = (reason: UndeterminedReason, by: number) => reasons.set(reason, (reasons.get(reason) ?? 0) + by);
  for (const [reason, n] of Object.entries(scope.reasons)) note(reason as UndeterminedReason, n);
  if (expired) {
    note("expired", Math.max(1, scope.pass + scope.fail + unlisted));
    return;
  }
  const why = scope.reason ?? "truncated";
  if (unlisted > 0) note(why, unlisted);
  else if (scope.state !== "complete") note(why, 1);
}

/** 1 while young, then straight down to 0 at the end of validity. Milliseconds. */
export function freshnessAt(age: number, freshForMs: number, validForMs: number): number {
  if (age <= freshForMs) return 1;
  if (age >= validForMs) return 0;
  return 1 - (age - freshForMs) / (validForMs - freshForMs);
}

function countsOf(scopes: readonly ScopeAggregate[]): OutcomeCounts {
  return {
    pass: sum(scopes, (scope) => scope.pass),
    fail: sum(scopes, (scope) => scope.fail),
    notApplicable: sum(scopes, (scope) => scope.notApplicable + (scope.wholeScope === "not-applicable" ? 1 : 0)),
    undetermined: sum(scopes, (scope) => scope.undetermined + (scope.wholeScope === "undetermined" ? 1 : 0)),
  };
}

export function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
