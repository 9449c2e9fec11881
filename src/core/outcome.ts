/** Why evidence could not be obtained. Closed list: see DESIGN §4. */
export const GAP_REASONS = [
  "denied",
  "not-licensed",
  "disabled",
  "rate-limited",
  "provider-error",
  "schema-mismatch",
  "truncated",
  "cancelled",
] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** Why a check could not decide: every gap reason, and four of judgement. */
export const UNDETERMINED_REASONS = [
  ...GAP_REASONS,
  "expired",
  "no-population",
  "stale-source",
  "check-error",
] as const;
export type UndeterminedReason = (typeof UNDETERMINED_REASONS)[number];

export const OUTCOMES = ["pass", "fail", "not-applicable", "undetermined"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Counts of results by outcome, as they stand in `assessment.json`. */
export interface OutcomeCounts {
  readonly pass: number;
  readonly fail: number;
  readonly notApplicable: number;
  readonly undetermined: number;
}

export const NO_COUNTS: OutcomeCounts = { pass: 0, fail: 0, notApplicable: 0, undetermined: 0 };

export const VERDICTS = [
  "supported",
  "supported-in-part",
  "improvement",
  "contradicted-minor",
  "contradicted-major",
  "undetermined",
  "not-applicable",
] as const;
export type Verdict = (typeof VERDICTS)[number];
