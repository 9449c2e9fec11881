import type { Control } from "../core/index.ts";
import type { AnyCheck, Operation } from "../sdk/index.ts";

export interface PermissionCost {
  readonly operation: string;
  readonly permission: string | null;
  readonly kinds: readonly string[];
  readonly checks: readonly string[];
  /** Guidance points that lose a check. `alone` = every check of the point rests on it. */
  readonly points: readonly { readonly id: string; readonly text: string; readonly alone: boolean }[];
}

/** Exactly what is lost without an operation: kinds that rest on it, checks that judge or read those, points that use these. */
export function costOf(
  operation: Operation,
  checks: readonly AnyCheck[],
  controls: readonly Control[],
): PermissionCost {
  const kinds = new Set(operation.kinds);
  const lost = new Set(
    checks
      .filter((check) => kinds.has(check.over.id) || check.reads.some(({ id }) => kinds.has(id)))
      .map(({ id }) => id),
  );
  const points = controls.flatMap((control) =>
    control.points
      .filter((point) => point.checks.some(({ id }) => lost.has(id)))
      .map((point) => ({ id: point.id, text: point.text, alone: point.checks.every(({ id }) => lost.has(id)) })),
  );
  return {
    operation: operation.id,
    permission: operation.permission?.value ?? null,
    kinds: [...kinds],
    checks: [...lost].toSorted(),
    points,
  };
}
