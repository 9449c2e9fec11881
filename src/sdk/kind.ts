import type * as z from "zod";

export interface RedactionRule {
  /** Dotted path in the record; `*` stands for any member or array index: `Environment.Variables.*`. */
  readonly path: string;
  /** `remove` drops the member, `mask` puts `"[redacted]"` in its place. */
  readonly rule: "remove" | "mask";
  readonly why: string;
}

/** What one record of evidence looks like. Schemas are loose: unknown members are kept and sealed. */
export interface EvidenceKind<Record_ = unknown> {
  readonly id: string;
  /** Raised when the meaning or shape of records changes. */
  readonly version: number;
  readonly title: string;
  readonly schema: z.ZodType<Record_>;
  /** Unique within the kind and scope: an ARN or name. */
  readonly key: (record: Record_) => string;
  /** ISO 8601 durations: until when evidence counts at all, and until when it counts as fresh. */
  readonly validFor: string;
  readonly freshFor: string;
  readonly sensitivity: "public" | "internal" | "confidential";
  readonly personalData: boolean;
  readonly redact: readonly RedactionRule[];
  /** How the source counts the population, in words; part of the receipt. */
  readonly population: string;
  /** True when a complete capture has exactly one record. */
  readonly singleton: boolean;
  /**
   * `organization`: the facts belong to the whole organisation and only some accounts may read them, so that the best
   * capture of the connection stands for all its accounts. `account`: each scope stands for itself.
   */
  readonly level: "account" | "organization";
}

type Defaulted = "validFor" | "freshFor" | "redact" | "singleton" | "level";

type KindDefinition<R> = Omit<EvidenceKind<R>, Defaulted> & Partial<Pick<EvidenceKind<R>, Defaulted>>;

/** Defaults: evidence of an API configuration is fresh for one day and valid for fourteen (`docs/guide/scoring.md`). */
export function defineKind<R>(kind: KindDefinition<R>): EvidenceKind<R> {
  return { validFor: "P14D", freshFor: "P1D", redact: [], singleton: false, level: "account", ...kind };
}

/** A kind whose record type is forgotten: what registries, the pipeline and `reads` hold. */
// oxlint-disable-next-line typescript/no-explicit-any -- existential type: TypeScript has no other way to write it
export type AnyKind = EvidenceKind<any>;
