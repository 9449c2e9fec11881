import type { Instant } from "./clock.ts";
import type { Digest } from "./digest.ts";
import type { OutcomeCounts, UndeterminedReason, Verdict } from "./outcome.ts";

export const THEMES = ["organizational", "people", "physical", "technological"] as const;
export type Theme = (typeof THEMES)[number];

export const POINT_MODES = ["auto", "partly", "manual"] as const;
export type PointMode = (typeof POINT_MODES)[number];

/**
 * How a check speaks for a point. `decisive`: its failure on a gate point is by itself a failed gate; `normal`: below the
 * point's threshold it makes a minor candidate; `advisory`: it counts in the measure, and alone makes an improvement only.
 */
export const CHECK_ROLES = ["decisive", "normal", "advisory"] as const;
export type CheckRole = (typeof CHECK_ROLES)[number];

export interface PointCheck {
  readonly id: string;
  readonly role: CheckRole;
  /** Why this check speaks about this point. */
  readonly rationale: string;
}

/** A guidance point: what a good state looks like, in our own words. */
export interface Point {
  readonly id: string;
  readonly text: string;
  readonly mode: PointMode;
  readonly weight: 1 | 2 | 3;
  readonly platforms: readonly string[];
  readonly checks: readonly PointCheck[];
  /** What its checks leave unseen; present when the point has checks. */
  readonly unseen?: string;
  /** What a person must add. */
  readonly person?: string;
  readonly evidenceHint?: string;
  readonly evidenceKinds: readonly string[];
}

export interface ControlAttributes {
  readonly controlType: readonly string[];
  readonly properties: readonly string[];
  readonly concepts: readonly string[];
  readonly capabilities: readonly string[];
  readonly domains: readonly string[];
}

/** One YAML file of `mappings/iso-27002-2022/`. */
export interface Control {
  readonly id: string;
  readonly title: string;
  readonly theme: Theme;
  readonly isNew: boolean;
  readonly purpose: string;
  readonly owner: string;
  readonly related: readonly string[];
  readonly predecessors2013: readonly string[];
  readonly attributes: ControlAttributes;
  readonly points: readonly Point[];
}

export interface Applicability {
  readonly applicable: boolean;
  readonly justification?: string;
  readonly approver?: string;
  readonly decidedOn?: string;
  readonly expires?: string;
}

export interface CheckAssessment {
  readonly id: string;
  readonly version: number;
  readonly role: CheckRole;
  readonly counts: OutcomeCounts;
  /** Passing share of the subjects decided, null when none was. */
  readonly conformity: number | null;
  /** Share of the known population and scopes that was decided, 0..1. */
  readonly reach: number;
}

export interface PointAssessment {
  readonly id: string;
  readonly mode: PointMode;
  readonly weight: 1 | 2 | 3;
  /** `not-applicable` when every check found its completely enumerated population empty. */
  readonly outcome: "pass" | "fail" | "not-applicable" | "undetermined";
  readonly coverage: number;
  readonly conformity: number | null;
  readonly freshness: number | null;
  readonly confidence: number | null;
  readonly checks: readonly CheckAssessment[];
  /** Why the unseen part is unseen, by reason; empty when all was seen. */
  readonly reasons: Readonly<Partial<Record<UndeterminedReason | "no-check" | "person-needed", number>>>;
}

export interface ControlAssessment {
  readonly id: string;
  readonly title: string;
  readonly theme: Theme;
  readonly applicability: Applicability;
  readonly verdict: Verdict;
  /** Which rule of `docs/guide/scoring.md` gave the verdict, with its numbers, one sentence. */
  readonly because: string;
  /** 0..1, six decimals. `conformity`, `freshness`, `confidence` are null when nothing was seen. */
  readonly coverage: number;
  readonly conformity: number | null;
  readonly assured: number;
  readonly possible: number;
  readonly freshness: number | null;
  readonly confidence: number | null;
  readonly points: readonly PointAssessment[];
  /** Verdicts under other weights and settle factors; `flips` when one differs. */
  readonly sensitivity: { readonly flips: boolean; readonly verdicts: Readonly<Record<string, Verdict>> };
  readonly mappingDigest: Digest;
  readonly asOf: Instant;
}
