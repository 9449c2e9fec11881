import { type ErrorReading, type Problem, readError } from "./errors.ts";

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export interface AskOptions<T> {
  /** `iam:GetAccountSummary`. */
  readonly operation: string;
  /**
   * Members without which the answer says nothing. The SDK drops what it cannot read and leaves a missing list
   * undefined, so an empty body, an HTML page or `{}` would otherwise pass for an empty population.
   */
  readonly requires: readonly (keyof T & string)[];
  readonly signal: AbortSignal;
  readonly region?: string;
}

/** One call. Throws only AUTH_, CLOCK_SKEW and gateway violations; anything else is an answer or a problem. */
export async function ask<T extends object>(call: () => Promise<T>, options: AskOptions<T>): Promise<Answer<T>> {
  if (options.signal.aborted)
    return { ok: false, problem: { reason: "cancelled", detail: "the run was cancelled", name: "AbortError" } };
  let value: T;
  try {
    value = await call();
  } catch (error) {
    const reading: ErrorReading = readError(error, {
      operation: options.operation,
      ...(options.region === undefined ? {} : { region: options.region }),
    });
    if (reading.type === "auth") throw reading.error;
    if (options.signal.aborted)
      return { ok: false, problem: { reason: "cancelled", detail: "the run was cancelled", name: "AbortError" } };
    return { ok: false, problem: reading.problem };
  }
  const missing = options.requires.filter((member) => value[member] === undefined || value[member] === null);
  if (missing.length > 0) return { ok: false, problem: lacking(missing) };
  return { ok: true, value };
}

export function lacking(members: readonly string[]): Problem {
  return { reason: "schema-mismatch", detail: `the answer lacks ${members.join(", ")}`, name: "MissingMember" };
}
