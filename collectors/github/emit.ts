import type { Exclusion, Scope } from "#core";
import type { AnyKind, Emission } from "#sdk";
import type { Problem } from "./errors.ts";

export function record(scope: Scope, kind: AnyKind, value: unknown): Emission {
  return { type: "record", scope, kind, record: value };
}

export function gap(scope: Scope, kind: AnyKind, operation: string, problem: Problem, subject?: string): Emission {
  const { reason, detail } = problem;
  return { type: "gap", scope, kind, reason, detail, operation, ...(subject === undefined ? {} : { subject }) };
}

export interface PopulationDetails {
  readonly reported?: number | undefined;
  readonly reportedBy?: string | undefined;
  readonly excluded?: readonly Exclusion[];
}

export function population(
  scope: Scope,
  kind: AnyKind,
  complete: boolean,
  { reported, reportedBy, excluded }: PopulationDetails = {},
): Emission {
  return {
    type: "population",
    scope,
    kind,
    complete,
    ...(reported === undefined ? {} : { reported, ...(reportedBy === undefined ? {} : { reportedBy }) }),
    ...(excluded === undefined || excluded.length === 0 ? {} : { excluded }),
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
  if (problem !== undefined) yield gap(scope, kind, operation, problem);
  yield population(scope, kind, problem === undefined, details);
}
