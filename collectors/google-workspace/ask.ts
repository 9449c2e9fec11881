import { type Problem, readError } from "./errors.ts";

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export interface AskOptions {
  /** `directory:users.list`. */
  readonly operation: string;
  readonly signal: AbortSignal;
  /**
   * What shows that the body is the operation's own. Directory and Reports name their `kind` in every answer, also in an
   * empty one, so that `{}` or a sign-in page never passes for an empty list. Cloud Identity sends `{}` for an empty list.
   */
  readonly kind: string | undefined;
}

const CANCELLED: Problem = { reason: "cancelled", detail: "the run was cancelled", name: "AbortError" };

/** One call. Throws only AUTH_, CONFIG_, CLOCK_SKEW and gateway violations; anything else is an answer or a problem. */
export async function ask<T extends object>(
  call: () => Promise<{ readonly data: T }>,
  { operation, signal, kind }: AskOptions,
): Promise<Answer<T>> {
  if (signal.aborted) return { ok: false, problem: CANCELLED };
  let data: unknown;
  try {
    ({ data } = await call());
  } catch (error) {
    const reading = readError(error, operation);
    if (reading.type === "auth") throw reading.error;
    return { ok: false, problem: signal.aborted ? CANCELLED : reading.problem };
  }
  if (typeof data !== "object" || data === null || Array.isArray(data))
    return { ok: false, problem: mismatch("the answer is no object") };
  if (kind !== undefined && (data as { kind?: unknown }).kind !== kind)
    return { ok: false, problem: mismatch(`the answer is not a ${kind}`) };
  return { ok: true, value: data as T };
}

export function mismatch(detail: string): Problem {
  return { reason: "schema-mismatch", detail, name: "SchemaMismatch" };
}
