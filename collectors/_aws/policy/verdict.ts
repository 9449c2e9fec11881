import { fail, pass, Undetermined, type Judgement } from "#sdk";
import type { Identity } from "./identity.ts";

/**
 * The judgement on an identity's permissions. `problem` is what was found wrong in what was seen, undefined for nothing.
 * A problem stands although some policies were not seen; it does not stand while a boundary that may remove it was not seen.
 * Without a problem, anything unseen means that nothing can be said.
 * @throws Undetermined with the reason for which a part was not seen
 */
export function judgePermissions(who: Identity, problem: string | undefined, good: string): Judgement {
  const unseen = problem === undefined ? who.unknown[0] : who.boundaryUnknown;
  if (unseen !== undefined)
    throw new Undetermined(unseen.reason, problem === undefined ? unseen.message : `${problem}; but ${unseen.message}`);
  if (problem === undefined) return pass(good);
  return fail(
    who.unknown.length === 0
      ? problem
      : `${problem} (in what was seen; ${who.unknown.length} of its policies or groups were not)`,
  );
}

/** ` only: when Bool aws:MultiFactorAuthPresent true; unless …`, or nothing for an unconditional permission. */
export function underConditions(conditions: readonly string[]): string {
  return conditions.length === 0 ? "" : `, on condition: ${conditions.join("; ")}`;
}
