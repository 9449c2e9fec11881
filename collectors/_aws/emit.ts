import type { Exclusion, Instant, Scope } from "#core";
import type { AnyKind, Emission } from "#sdk";
import type { Problem } from "./errors.ts";

export function record(scope: Scope, kind: AnyKind, value: unknown): Emission {
  return { type: "record", scope, kind, record: value };
}

export function gap(
  scope: Scope,
  kind: AnyKind,
  operation: string,
  problem: Omit<Problem, "name">,
  subject?: string,
): Emission {
  const { reason, detail } = problem;
  return { type: "gap", scope, kind, reason, detail, operation, ...(subject === undefined ? {} : { subject }) };
}

interface PopulationDetails {
  readonly reported?: number | undefined;
  readonly reportedBy?: string | undefined;
  readonly excluded?: readonly Exclusion[];
  readonly sourceAt?: Instant | undefined;
}

export function complete(scope: Scope, kind: AnyKind, details: PopulationDetails = {}): Emission {
  return population(scope, kind, true, details);
}

/** The list did not end properly; a gap says why. */
export function incomplete(scope: Scope, kind: AnyKind, details: PopulationDetails = {}): Emission {
  return population(scope, kind, false, details);
}

function population(scope: Scope, kind: AnyKind, isComplete: boolean, details: PopulationDetails): Emission {
  const { reported, reportedBy, excluded, sourceAt } = details;
  return {
    type: "population",
    scope,
    kind,
    complete: isComplete,
    ...(reported === undefined ? {} : { reported, ...(reportedBy === undefined ? {} : { reportedBy }) }),
    ...(excluded === undefined || excluded.length === 0 ? {} : { excluded }),
    ...(sourceAt === undefined ? {} : { sourceAt }),
  };
}

/** How a list ended: complete, or a gap and an incomplete population. */
export function* ending(
  scope: Scope,
  kind: AnyKind,
  operation: string,
  problem: Problem | undefined,
  details: PopulationDetails = {},
): Generator<Emission> {
  if (problem !== undefined) {
    yield gap(scope, kind, operation, problem);
    yield incomplete(scope, kind, details);
    return;
  }
  yield complete(scope, kind, details);
}

/** The same gap for several kinds, none of which has records. */
export function* gaps(
  scope: Scope,
  kinds: readonly AnyKind[],
  operation: string,
  problem: Omit<Problem, "name">,
): Generator<Emission> {
  for (const kind of kinds) yield gap(scope, kind, operation, problem);
}
