import type { Instant, Scope, Severity, UndeterminedReason } from "#core";
import type * as z from "zod";
import type { AnyKind, EvidenceKind } from "./kind.ts";

export type Judgement =
  | { readonly outcome: "pass" | "fail" | "not-applicable"; readonly observed: string }
  | { readonly outcome: "undetermined"; readonly reason: UndeterminedReason; readonly observed: string };

export function pass(observed: string): Judgement {
  return { outcome: "pass", observed };
}
export function fail(observed: string): Judgement {
  return { outcome: "fail", observed };
}
export function notApplicable(observed: string): Judgement {
  return { outcome: "not-applicable", observed };
}
export function undetermined(reason: UndeterminedReason, observed: string): Judgement {
  return { outcome: "undetermined", reason, observed };
}

/** Thrown by read views and `known`: leaves the check and becomes an `undetermined` result with this reason. */
export class Undetermined extends Error {
  readonly reason: UndeterminedReason;
  constructor(reason: UndeterminedReason, observed: string) {
    super(observed);
    this.name = "Undetermined";
    this.reason = reason;
  }
}

/**
 * The value, or an `undetermined` result when the platform did not state it: an absent or null field is never a fail.
 * @example const days = known(record.MaxPasswordAge, "MaxPasswordAge");
 */
export function known<T>(value: T | null | undefined, field: string): T {
  if (value === null || value === undefined)
    throw new Undetermined("schema-mismatch", `the platform did not state ${field}`);
  return value;
}

/**
 * Another kind's records in the same scope, safe by default: what was not seen can never be taken for absent.
 * `get` and `all` throw {@link Undetermined} wherever the answer would rest on something unseen or expired.
 */
export interface ReadView<R> {
  readonly state: "complete" | "partial" | "unavailable";
  /** The record; undefined only when the population is complete and it is not in it. */
  get(key: string): R | undefined;
  /** Every record of a complete population. */
  all(): Iterable<R>;
  /** What was seen, whether complete or not: for conclusions that one record alone can carry. */
  seen(): Iterable<R>;
}

export interface CheckContext<P> {
  /** The instant that is judged at; checks have no other clock. */
  readonly asOf: Instant;
  /** The instant that the subject's evidence is of (`sourceAt`, else `completedAt`). */
  readonly evidenceAt: Instant;
  readonly params: P;
  readonly scope: Scope;
  /** A kind named in `reads`. The same object for the same kind within a pass: checks may keep what they derive by it. */
  read<R>(kind: EvidenceKind<R>): ReadView<R>;
}

/** The instant of an example that names none. */
export const EXAMPLE_AS_OF: Instant = "2026-11-22T12:00:00.000Z";

export interface CheckExample<R> {
  readonly name: string;
  readonly asOf?: Instant;
  /** The instant that the records are of; `asOf` when left out. */
  readonly evidenceAt?: Instant;
  readonly record: R;
  /** Records of the kinds in `reads`, by kind id. A kind left out is a complete, empty population. */
  readonly reads?: Readonly<Record<string, readonly unknown[]>>;
  /** Kinds that are unavailable in this example, with the reason; partial when `reads` has records of them. */
  readonly unavailable?: Readonly<Record<string, UndeterminedReason>>;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly outcome: Judgement["outcome"];
  readonly reason?: UndeterminedReason;
}

export interface Check<R = unknown, P = unknown> {
  /** A statement that is true when the check passes: `aws-iam-root-has-mfa`. */
  readonly id: string;
  /** Raised whenever an outcome can change; `changes` says why. */
  readonly version: number;
  readonly changes?: readonly string[];
  readonly title: string;
  readonly rationale: string;
  readonly severity: Severity;
  readonly over: EvidenceKind<R>;
  readonly reads: readonly AnyKind[];
  /**
   * Those of `reads` that another platform has to give and without which nothing can be said. While nothing of one was
   * collected, each scope has one undetermined result that says what to connect, in place of one for every record.
   */
  readonly needs?: readonly AnyKind[];
  /** Defaults come from the schema; every parameter is described with the origin of its default (`.describe`). */
  readonly params: z.ZodType<P>;
  readonly remediation: string;
  /**
   * Set when the records judged are observers and not subjects (an analyzer, a scanner): an account or region without any
   * is then not an empty population but one that nobody looked at. Says what was not looked at.
   */
  readonly whenEmpty?: string;
  /** What a pass means, for these parameters. */
  readonly expected: (params: P) => string;
  /**
   * Whether the statement is about this record at all. Of the others it says nothing: they count as not applicable, without
   * a result of their own. For checks that speak about few records of a large kind; without it, about all.
   */
  readonly about?: (record: R, params: P) => boolean;
  /** Synchronous and pure. */
  readonly test: (record: R, ctx: CheckContext<P>) => Judgement;
  readonly examples: readonly CheckExample<NoInfer<R>>[];
  /** Why no guidance point uses it; only then may a check be unmapped. */
  readonly unmapped?: string;
}

/** A check whose types are forgotten: what registries and the evaluator hold. */
// oxlint-disable-next-line typescript/no-explicit-any -- existential type: TypeScript has no other way to write it
export type AnyCheck = Check<any, any>;

/** @example export default defineCheck({ id: "aws-iam-root-has-mfa", over: AccountSummary, … }); */
export function defineCheck<R, P>(
  check: Omit<Check<R, P>, "reads"> & { readonly reads?: readonly AnyKind[] },
): Check<R, P> {
  return { ...check, reads: check.reads ?? [] };
}
