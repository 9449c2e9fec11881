import type { CheckResult } from "./check-result.ts";
import type { Control } from "./control.ts";
import type { Evidence } from "./evidence.ts";
import type { Severity } from "./outcome.ts";
import type { Assessment } from "./run.ts";

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

/** Everything that the report shows. Written into the single HTML file as one JSON block; the live API serves the same. */
export interface ReportData {
  readonly schemaVersion: 1;
  readonly organisation: string;
  readonly assessment: Assessment;
  readonly controls: readonly Control[];
  readonly checks: readonly ReportCheck[];
  /** Non-pass results, then passes as far as the budget allows; `resultsOmitted` counts by check what was left out. */
  readonly results: readonly CheckResult[];
  readonly resultsOmitted: Readonly<Record<string, number>>;
  readonly evidence: readonly ReportEvidence[];
  readonly ledger: { readonly origin: string; readonly vkey: string; readonly size: number; readonly rootHash: string };
}
