import type { Instant } from "./clock.ts";
import type { Digest } from "./digest.ts";
import type { Scope } from "./evidence.ts";
import type { Outcome, UndeterminedReason } from "./outcome.ts";

/** The outcome of one check for one subject: one line of `results/<check>.ndjson`. */
export interface CheckResult {
  readonly checkId: string;
  readonly checkVersion: number;
  readonly connection: string;
  readonly scope: Scope;
  /** The record's key, an ARN or name; `*` when the result is about the whole scope (nothing could be enumerated). */
  readonly subject: string;
  readonly outcome: Outcome;
  /** Set exactly when the outcome is `undetermined`. */
  readonly reason?: UndeterminedReason;
  readonly expected: string;
  /** The value that decided, in words and numbers; never empty. */
  readonly observed: string;
  /** Evidence id and record key of everything that the judgement read, the subject's own record first. */
  readonly evidence: readonly (readonly [evidenceId: string, recordKey: string])[];
  readonly paramsDigest: Digest;
  readonly asOf: Instant;
}
