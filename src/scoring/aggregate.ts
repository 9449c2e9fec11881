import type { Instant } from "../core/clock.ts";
import type { Scope } from "../core/evidence.ts";
import { scopeKey } from "../core/evidence.ts";
import type { UndeterminedReason } from "../core/outcome.ts";
import type { Grade } from "./parameters.ts";

/**
 * `complete`: the source said that the list ended, so every member is among the results (undetermined where its record
 * could not be read). `partial`: there are results, but the list may hold more. `unavailable`: nothing was enumerated.
 */
export type EnumerationState = "complete" | "partial" | "unavailable";

export type ReasonCounts = Readonly<Partial<Record<UndeterminedReason, number>>>;

/** What one check found in one scope. Counts are of distinct subjects; results about the whole scope are in `wholeScope`. */
export interface ScopeAggregate {
  readonly scope: Scope;
  readonly connection: string;
  readonly state: EnumerationState;
  /** Why the scope is not `complete`. */
  readonly reason?: UndeterminedReason;
  /** Size of the population by a source independent of the list, when there is one. */
  readonly reported?: number;
  readonly pass: number;
  readonly fail: number;
  readonly notApplicable: number;
  readonly undetermined: number;
  /** Reasons of the undetermined subjects. */
  readonly reasons: ReasonCounts;
  /** The oldest evidence that the results rest on; null only when nothing was decided. */
  readonly evidenceAt: Instant | null;
  readonly validForMs: number;
  readonly freshForMs: number;
  /** Grades of independent sources that agree; left out = one direct read, `["A"]`. */
  readonly grades?: readonly Grade[];
  /** Set when a result with subject `*` stands for the scope: one more line in the counts, none in the measure. */
  readonly wholeScope?: "not-applicable" | "undetermined";
}

export interface CheckAggregate {
  readonly checkId: string;
  readonly scopes: readonly ScopeAggregate[];
}

const STATE_RANK: Readonly<Record<EnumerationState, number>> = { complete: 0, partial: 1, unavailable: 2 };

/**
 * One aggregate a scope, ordered by scope. When several connections speak of one scope their subjects are the same, so only
 * one may count: the more complete, then the worse, then the one with more decisions, the newer, the first by name.
 */
export function distinctScopes(scopes: readonly ScopeAggregate[]): readonly ScopeAggregate[] {
  const chosen = new Map<string, ScopeAggregate>();
  for (const candidate of scopes) {
    const key = scopeKey(candidate.scope);
    const held = chosen.get(key);
    if (held === undefined || compareClaims(candidate, held) < 0) chosen.set(key, candidate);
  }
  return [...chosen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, scope]) => scope);
}

function compareClaims(a: ScopeAggregate, b: ScopeAggregate): number {
  return (
    STATE_RANK[a.state] - STATE_RANK[b.state] ||
    passingShare(a) - passingShare(b) ||
    b.pass + b.fail - (a.pass + a.fail) ||
    compareText(b.evidenceAt ?? "", a.evidenceAt ?? "") ||
    compareText(a.connection, b.connection)
  );
}

function passingShare(scope: ScopeAggregate): number {
  const decided = scope.pass + scope.fail;
  return decided === 0 ? 1 : scope.pass / decided;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
