import { UNDETERMINED_REASONS, type UndeterminedReason } from "#core";
import { notApplicable, Undetermined, type Judgement } from "#sdk";

interface NotObserved {
  readonly members: readonly string[];
  readonly operation: string;
  readonly reason: string;
  readonly detail: string;
}
interface Observed {
  readonly not_observed?: readonly NotObserved[] | undefined;
}

/** The recorded refusal as an undetermined result; without one, the member was left out by an answer that was given. */
export function unseen(record: object, member: string, fallback: UndeterminedReason): Undetermined {
  const note = (record as Observed).not_observed?.find(({ members }) => members.includes(member));
  if (note === undefined) return new Undetermined(fallback, `GitHub did not state ${member}`);
  const reason = UNDETERMINED_REASONS.find((known) => known === note.reason) ?? "provider-error";
  return new Undetermined(reason, `${member} was not seen: ${note.operation}: ${note.detail}`);
}

/**
 * A member that GitHub stated. Absent or null means not observed, never off: then the result is undetermined, with the
 * reason of the refusal that the record notes.
 * @example const on = stated(record, "sha_pinning_required");
 */
export function stated<R extends object, K extends string & keyof R>(
  record: R,
  member: K,
  fallback: UndeterminedReason = "schema-mismatch",
): NonNullable<R[K]> {
  const value = record[member];
  if (value === null || value === undefined) throw unseen(record, member, fallback);
  return value;
}

/** As {@link stated}, for settings that GitHub shows to owners alone. */
export function ownerOnly<R extends object, K extends string & keyof R>(record: R, member: K): NonNullable<R[K]> {
  return stated(record, member, "denied");
}

interface Shelved {
  readonly archived?: boolean | undefined;
  readonly disabled?: boolean | null | undefined;
}

/** GH-13: nobody can change an archived repository, so that its settings bind nothing. */
export function setAside(record: Shelved): Judgement | undefined {
  if (record.archived === true) return notApplicable("archived: the repository is read-only");
  if (record.disabled === true) return notApplicable("disabled by GitHub: nobody can use the repository");
  return undefined;
}
