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
  { reason, detail }: Pick<Problem, "reason" | "detail">,
  subject?: string,
): Emission {
  return { type: "gap", scope, kind, reason, detail, operation, ...(subject === undefined ? {} : { subject }) };
}

export interface PopulationDetails {
  readonly complete?: boolean;
  readonly reported?: number | undefined;
  readonly reportedBy?: string | undefined;
  readonly excluded?: readonly Exclusion[];
  readonly sourceAt?: Instant | undefined;
}

export function population(scope: Scope, kind: AnyKind, details: PopulationDetails = {}): Emission {
  const { complete = true, reported, reportedBy, excluded = [], sourceAt } = details;
  return {
    type: "population",
    scope,
    kind,
    complete,
    ...(reported === undefined ? {} : { reported, ...(reportedBy === undefined ? {} : { reportedBy }) }),
    ...(excluded.length === 0 ? {} : { excluded }),
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
  if (problem !== undefined) yield gap(scope, kind, operation, problem);
  yield population(scope, kind, problem === undefined ? details : { ...details, complete: false });
}

/** Not asked for by the configuration. */
export function* notAsked(scope: Scope, kind: AnyKind, operation: string, setting: string): Generator<Emission> {
  yield gap(scope, kind, operation, { reason: "disabled", detail: `not asked for: ${setting}` });
  yield population(scope, kind, { complete: false });
}
