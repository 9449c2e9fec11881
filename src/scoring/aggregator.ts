import type { CheckResult } from "../core/check-result.ts";
import type { Instant } from "../core/clock.ts";
import { ExhibitError } from "../core/errors.ts";
import { scopeKey, type Scope } from "../core/evidence.ts";
import type { Outcome, UndeterminedReason } from "../core/outcome.ts";
import { compareText, type CheckAggregate, type EnumerationState, type ScopeAggregate } from "./aggregate.ts";
import type { Grade } from "./parameters.ts";

/** Age and validity of the evidence behind a result, as its kind and receipt state them. */
export interface EvidenceTiming {
  readonly evidenceAt: Instant;
  readonly validForMs: number;
  readonly freshForMs: number;
}

/** What is known of a check's population in one scope, beside its results. */
export interface ScopeEnumeration extends Partial<EvidenceTiming> {
  readonly checkId: string;
  readonly connection: string;
  readonly scope: Scope;
  readonly state: EnumerationState;
  readonly reason?: UndeterminedReason;
  readonly reported?: number;
  readonly grades?: readonly Grade[];
  /** Most subjects that evaluation can emit here (records received plus subjects of gaps). More is refused as duplicates. */
  readonly subjects?: number;
}

/**
 * Counts results as they stream by. Duplicates are keyed by (check, connection, scope, subject): fail wins over pass, and
 * undetermined never replaces a decision. Evaluation MUST emit each subject once per scope; the aggregator remembers only
 * the first `rememberedSubjects` of a scope and the latest one, and holds the total against `ScopeEnumeration.subjects`, so
 * its memory grows with checks × scopes and never with resources.
 */
export interface CheckAggregator {
  /** Order against `add` does not matter; the last statement about a scope holds. */
  enumerate(scope: ScopeEnumeration): void;
  /** `timing` may be left out when `enumerate` states it for the scope; of several the oldest and shortest hold. */
  add(result: CheckResult, timing?: EvidenceTiming): void;
  /** No more results come of this check and scope: what is remembered to tell duplicates is forgotten. */
  settle(scope: Pick<ScopeEnumeration, "checkId" | "connection" | "scope">): void;
  /** INTERNAL when a scope holds more results than subjects, or decisions without the time of their evidence. */
  aggregates(): ReadonlyMap<string, CheckAggregate>;
}

interface Tally {
  readonly checkId: string;
  readonly connection: string;
  readonly scope: Scope;
  enumeration: ScopeEnumeration | undefined;
  readonly counts: Record<Outcome, number>;
  readonly reasons: Map<UndeterminedReason, number>;
  readonly remembered: Map<string, Remembered>;
  latest: string | undefined;
  latestOutcome: Remembered | undefined;
  whole:
    | { readonly outcome: "not-applicable" | "undetermined"; readonly reason: UndeterminedReason | undefined }
    | undefined;
  timing: EvidenceTiming | undefined;
}

interface Remembered {
  readonly outcome: Outcome;
  readonly reason: UndeterminedReason | undefined;
}

const STRENGTH: Readonly<Record<Outcome, number>> = { fail: 3, pass: 2, "not-applicable": 1, undetermined: 0 };

export function createCheckAggregator(options: { readonly rememberedSubjects?: number } = {}): CheckAggregator {
  const limit = options.rememberedSubjects ?? 1000;
  const tallies = new Map<string, Tally>();

  const recent = new Map<string, Tally>();

  /** Results come check by check over one scope object, so that the key of a scope is seldom written out. */
  function tallyOf(checkId: string, connection: string, scope: Scope): Tally {
    const last = recent.get(checkId);
    if (last !== undefined && last.scope === scope && last.connection === connection) return last;
    const key = `${checkId}\n${connection}\n${scopeKey(scope)}`;
    let tally = tallies.get(key);
    if (tally === undefined) {
      tally = newTally(checkId, connection, scope);
      tallies.set(key, tally);
    }
    recent.set(checkId, tally);
    return tally;
  }

  return {
    enumerate(scope) {
      tallyOf(scope.checkId, scope.connection, scope.scope).enumeration = scope;
    },
    add(result, timing) {
      const tally = tallyOf(result.checkId, result.connection, result.scope);
      if (timing !== undefined) tally.timing = tally.timing === undefined ? timing : stricter(tally.timing, timing);
      if (result.subject === "*" && (result.outcome === "not-applicable" || result.outcome === "undetermined")) {
        addWhole(tally, result.outcome, result.reason);
      } else {
        addSubject(tally, result, limit);
      }
    },
    settle({ checkId, connection, scope }) {
      tallyOf(checkId, connection, scope).remembered.clear();
    },
    aggregates() {
      const byCheck = new Map<string, ScopeAggregate[]>();
      for (const [, tally] of [...tallies].toSorted(([a], [b]) => compareText(a, b))) {
        const scopes = byCheck.get(tally.checkId) ?? [];
        scopes.push(finish(tally));
        byCheck.set(tally.checkId, scopes);
      }
      return new Map([...byCheck].map(([checkId, scopes]) => [checkId, { checkId, scopes }]));
    },
  };
}

function newTally(checkId: string, connection: string, scope: Scope): Tally {
  return {
    checkId,
    connection,
    scope,
    enumeration: undefined,
    counts: { pass: 0, fail: 0, "not-applicable": 0, undetermined: 0 },
    reasons: new Map(),
    remembered: new Map(),
    latest: undefined,
    latestOutcome: undefined,
    whole: undefined,
    timing: undefined,
  };
}

function addWhole(
  tally: Tally,
  outcome: "not-applicable" | "undetermined",
  reason: UndeterminedReason | undefined,
): void {
  if (tally.whole?.outcome === "undetermined") return;
  tally.whole = { outcome, reason };
}

function addSubject(tally: Tally, result: CheckResult, limit: number): void {
  const next: Remembered = { outcome: result.outcome, reason: result.reason };
  const held =
    tally.remembered.get(result.subject) ?? (tally.latest === result.subject ? tally.latestOutcome : undefined);
  if (held !== undefined && STRENGTH[held.outcome] >= STRENGTH[next.outcome]) return;
  if (held !== undefined) count(tally, held, -1);
  count(tally, next, 1);
  tally.latest = result.subject;
  tally.latestOutcome = next;
  if (tally.remembered.has(result.subject) || tally.remembered.size < limit) tally.remembered.set(result.subject, next);
}

function count(tally: Tally, entry: Remembered, by: 1 | -1): void {
  tally.counts[entry.outcome] += by;
  if (entry.outcome !== "undetermined") return;
  const reason = entry.reason ?? "check-error";
  const total = (tally.reasons.get(reason) ?? 0) + by;
  if (total === 0) tally.reasons.delete(reason);
  else tally.reasons.set(reason, total);
}

function stricter(a: EvidenceTiming, b: EvidenceTiming): EvidenceTiming {
  return {
    evidenceAt: a.evidenceAt < b.evidenceAt ? a.evidenceAt : b.evidenceAt,
    validForMs: Math.min(a.validForMs, b.validForMs),
    freshForMs: Math.min(a.freshForMs, b.freshForMs),
  };
}

function finish(tally: Tally): ScopeAggregate {
  const { counts, enumeration } = tally;
  const subjects = counts.pass + counts.fail + counts["not-applicable"] + counts.undetermined;
  const place = `${tally.checkId} in ${scopeKey(tally.scope)} of ${tally.connection}`;
  if (enumeration?.subjects !== undefined && subjects > enumeration.subjects) {
    throw new ExhibitError(
      "INTERNAL",
      `evaluation gave ${subjects} results for ${enumeration.subjects} subjects: some count twice`,
      { place },
    );
  }
  const timing = timingOf(tally);
  if (timing === undefined && counts.pass + counts.fail > 0) {
    throw new ExhibitError("INTERNAL", "results were decided on evidence of unknown age", { place });
  }
  const state = stateOf(tally, subjects);
  const reason = state === "complete" ? undefined : (tally.whole?.reason ?? enumeration?.reason ?? "truncated");
  return {
    scope: tally.scope,
    connection: tally.connection,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(enumeration?.reported === undefined ? {} : { reported: enumeration.reported }),
    pass: counts.pass,
    fail: counts.fail,
    notApplicable: counts["not-applicable"],
    undetermined: counts.undetermined,
    reasons: Object.fromEntries([...tally.reasons].toSorted(([a], [b]) => compareText(a, b))),
    evidenceAt: timing?.evidenceAt ?? null,
    validForMs: timing?.validForMs ?? 0,
    freshForMs: timing?.freshForMs ?? 0,
    ...(enumeration?.grades === undefined ? {} : { grades: enumeration.grades }),
    ...(tally.whole === undefined ? {} : { wholeScope: tally.whole.outcome }),
  };
}

function timingOf(tally: Tally): EvidenceTiming | undefined {
  const { evidenceAt, validForMs, freshForMs } = tally.enumeration ?? {};
  if (evidenceAt === undefined || validForMs === undefined || freshForMs === undefined) return tally.timing;
  const stated = { evidenceAt, validForMs, freshForMs };
  return tally.timing === undefined ? stated : stricter(tally.timing, stated);
}

/**
 * What the results say outweighs what was declared. Of a list that is not complete, evaluation names either the rest as
 * a whole (`*`) or every subject that is missing: without the former, the latter are all there is.
 */
function stateOf(tally: Tally, subjects: number): EnumerationState {
  if (tally.whole?.outcome === "undetermined") return subjects === 0 ? "unavailable" : "partial";
  const declared = tally.enumeration?.state;
  if (declared === undefined)
    return tally.whole?.outcome === "not-applicable" && subjects === 0 ? "complete" : "partial";
  if (declared !== "complete" && tally.counts.undetermined > 0) return "complete";
  return declared === "unavailable" && subjects > 0 ? "partial" : declared;
}
