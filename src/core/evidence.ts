import type { Instant } from "./clock.ts";
import type { Digest } from "./digest.ts";
import type { GapReason } from "./outcome.ts";

/** Where evidence comes from: one account, organisation or tenant, and a region where the platform has regions. */
export interface Scope {
  readonly platform: string;
  readonly account: string;
  readonly region?: string;
}

/** `aws/111122223333` or `aws/111122223333/eu-west-1`: stable text of a scope, used in keys and in output. */
export function scopeKey(scope: Scope): string {
  return [scope.platform, scope.account, ...(scope.region === undefined ? [] : [scope.region])].join("/");
}

/** Evidence that could not be obtained. `detail` is one line for a person; it never holds secrets. */
export interface Gap {
  readonly kind: string;
  /** The record it is about; absent when it is about the kind as a whole in this scope. */
  readonly subject?: string;
  readonly reason: GapReason;
  readonly detail: string;
  /** The operation that was refused or failed, `iam:GetAccountSummary`. */
  readonly operation: string;
}

export interface Exclusion {
  readonly rule: string;
  readonly count: number;
  readonly owner: string;
  readonly reason: string;
}

export interface Population {
  /** Records that arrived and were sealed. */
  readonly received: number;
  /** Count by a source independent of the list itself (for IAM users: GetAccountSummary), when there is one. */
  readonly reported?: number;
  readonly reportedBy?: string;
  readonly excluded: readonly Exclusion[];
  /** True only when the source said that the list has ended and every record held the schema. */
  readonly complete: boolean;
}

/** One kind's redaction as applied: path and rule and how often, never the value. */
export interface AppliedRedaction {
  readonly path: string;
  readonly rule: string;
  readonly count: number;
}

export interface ExchangeSummary {
  /** SHA-256 of the canonical exchange list (NDJSON of {@link ExchangeRecord}) that this evidence rests on. */
  readonly digest: Digest;
  readonly count: number;
  /** Calls by operation, retries included. */
  readonly calls: Readonly<Record<string, number>>;
  /** The WARC file that holds the raw answers, when archiving is on. `digest` is of the stored (maybe encrypted) bytes. */
  readonly archive?: { readonly digest: Digest; readonly bytes: number; readonly encryption: "age" | "none" };
}

/** One HTTP exchange as the gateway saw it; the raw body is in the WARC under `responseDigest` (WARC-Payload-Digest). */
export interface ExchangeRecord {
  /** Number of the exchange within its session, from 1. */
  readonly n: number;
  readonly operation: string;
  readonly label: string;
  readonly method: string;
  readonly url: string;
  readonly requestDigest: Digest;
  readonly status: number;
  /** Absent when no answer arrived; then `error` says why. Absent for answers that carry credentials (`withheld`). */
  readonly responseDigest?: Digest;
  readonly error?: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** The platform's own `Date` header, when sent. */
  readonly platformDate?: Instant;
  readonly attempt: number;
}

/**
 * A capture of one kind in one scope. Its canonical JSON text is the receipt, which is byte for byte the ledger leaf.
 * Items of `reference/evidence-requirements.md` are named in `docs/guide/receipt.md`.
 */
export interface Evidence {
  readonly type: "evidence";
  readonly schemaVersion: 1;
  /** `ev_` and the first 40 hex digits of the SHA-256 of the receipt without `id`, `runId`. */
  readonly id: string;
  readonly runId: string;
  readonly recordType: "observation";
  readonly kind: string;
  readonly kindVersion: number;
  readonly connection: string;
  readonly environment: string;
  readonly scope: Scope;
  readonly trigger: { readonly type: "schedule" | "demand" | "api"; readonly slot?: Instant };
  readonly requestedAt: Instant;
  readonly startedAt: Instant;
  readonly completedAt: Instant;
  /** The instant that the facts are of, when the platform states one (credential report: GeneratedTime). */
  readonly sourceAt?: Instant;
  /** Seconds that the platform's clock is ahead of ours, from its Date headers. */
  readonly clockSkewSeconds?: number;
  readonly validUntil: Instant;
  readonly principal: string;
  readonly population: Population;
  readonly populationDefinition: string;
  readonly exchanges: ExchangeSummary;
  /** Aggregated: one entry a (reason, operation); `subjects` holds the first ten. The whole list is under `gapsDigest`. */
  readonly gaps: readonly GapSummary[];
  readonly gapsDigest?: Digest;
  readonly redactions: readonly AppliedRedaction[];
  readonly records: {
    /** SHA-256 of the bytes of `records.ndjson`. */
    readonly digest: Digest;
    /** Like `digest` but before redaction, salted so that it discloses nothing; absent when nothing was redacted. */
    readonly preRedactionDigest?: Digest;
    readonly count: number;
    /** Salted RFC 6962 Merkle root over the record lines. */
    readonly recordsRoot: Digest;
    readonly bytes: number;
  };
  readonly sensitivity: "public" | "internal" | "confidential";
  readonly personalData: boolean;
  readonly collector: { readonly id: string; readonly version: string };
  readonly software: { readonly name: string; readonly version: string };
}

export interface GapSummary {
  readonly reason: GapReason;
  readonly operation: string;
  readonly detail: string;
  readonly count: number;
  readonly subjects: readonly string[];
}
