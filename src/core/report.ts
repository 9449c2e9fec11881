import type { CheckResult } from "./check-result.ts";
import type { Control } from "./control.ts";
import type { Evidence } from "./evidence.ts";
import type { Instant } from "./clock.ts";
import type { Severity, Verdict } from "./outcome.ts";
import type { Assessment, RunStatus } from "./run.ts";

export interface ReportCheck {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly rationale: string;
  readonly severity: Severity;
  readonly kind: string;
  readonly remediation: string;
  readonly expected: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** By parameter: what it means and where its value comes from (the organisation's policy, or our default and its source). */
  readonly paramOrigins?: Readonly<Record<string, string>>;
}

export interface ReportEvidence {
  readonly evidence: Evidence;
  readonly ledgerIndex: number;
  /** Hex SHA-256 of the receipt (the ledger leaf's bytes). */
  readonly receiptDigest: string;
}

/** A stretch of time in which a connection was watched, or was not. */
export interface WatchStretch {
  readonly connection: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly watched: boolean;
  /** Why it was not: the code of what failed, or that no run was made. */
  readonly reason?: string;
}

/** How the controls stood in earlier runs, up to the one reported. */
export interface ReportHistory {
  readonly period: { readonly from: Instant; readonly to: Instant };
  /** Oldest first; the reported run is the last. */
  readonly runs: readonly { readonly id: string; readonly at: Instant; readonly status: RunStatus }[];
  /** Runs of the period that `runs` leaves out: they changed no verdict, or are too many. Absent when there are none. */
  readonly runsOmitted?: number;
  /** By control: what each of `runs` said of it, null where it did not judge it. */
  readonly controls: Readonly<Record<string, readonly (HistoryPoint | null)[]>>;
  readonly coverage: readonly WatchStretch[];
}

export interface HistoryPoint {
  readonly verdict: Verdict;
  readonly assured: number;
  readonly possible: number;
}

/** Everything that the report shows. Written into the single HTML file as one JSON block; the live API serves the same. */
export interface ReportData {
  readonly schemaVersion: 1;
  readonly assessment: Assessment;
  readonly controls: readonly Control[];
  readonly checks: readonly ReportCheck[];
  /** Non-pass results, then passes as far as the budget allows; `resultsOmitted` counts by check what was left out. */
  readonly results: readonly CheckResult[];
  readonly resultsOmitted: Readonly<Record<string, number>>;
  readonly evidence: readonly ReportEvidence[];
  /** Absent until there are two runs to compare. */
  readonly history?: ReportHistory;
  readonly ledger: { readonly origin: string; readonly vkey: string; readonly size: number; readonly rootHash: string };
}
