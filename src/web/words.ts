import type { PointMode, Theme } from "../core/control.ts";
import type { Outcome, UndeterminedReason, Verdict } from "../core/outcome.ts";
import type { Assessment } from "../core/run.ts";

/** The words a verdict is told in. Rules of wording: guidance is supported or contradicted; candidates stay candidates. */
export interface VerdictWords {
  readonly label: string;
  /** Fits a matrix cell. */
  readonly short: string;
  readonly meaning: string;
}

export const VERDICT_WORDS: Readonly<Record<Verdict, VerdictWords>> = {
  supported: {
    label: "Supported by the evidence",
    short: "Supported",
    meaning: "Most of the control was looked at, every gate point among it, and what was seen supports the guidance.",
  },
  "supported-in-part": {
    label: "Supported in part",
    short: "In part",
    meaning: "Nothing that was seen contradicts the guidance, but too little was seen to say more.",
  },
  improvement: {
    label: "Opportunity for improvement",
    short: "Improvement",
    meaning: "Only advisory points are weak, or the evidence is old or of low confidence.",
  },
  "contradicted-minor": {
    label: "Minor nonconformity candidate",
    short: "Minor",
    meaning: "A point that matters is below its threshold. A candidate: only an auditor raises a nonconformity.",
  },
  "contradicted-major": {
    label: "Major nonconformity candidate",
    short: "Major",
    meaning:
      "A gate point failed, or most of what was seen contradicts the guidance. A candidate, for an auditor to judge.",
  },
  undetermined: {
    label: "Not determined",
    short: "Undetermined",
    meaning: "Less than a quarter of the control was seen, or nothing of weight. Neither good nor bad: not seen.",
  },
  "not-applicable": {
    label: "Not applicable",
    short: "Not applicable",
    meaning: "Excluded in the statement of applicability, with a justification and an approver.",
  },
};

/** In the order they are shown: what contradicts first is a sort, this is the legend. */
export const VERDICT_ORDER = [
  "supported",
  "supported-in-part",
  "improvement",
  "contradicted-minor",
  "contradicted-major",
  "undetermined",
  "not-applicable",
] as const satisfies readonly Verdict[];

export const THEME_WORDS: Readonly<Record<Theme, { readonly label: string; readonly clause: string }>> = {
  organizational: { label: "Organizational", clause: "5" },
  people: { label: "People", clause: "6" },
  physical: { label: "Physical", clause: "7" },
  technological: { label: "Technological", clause: "8" },
};

export const THEME_ORDER = [
  "organizational",
  "people",
  "physical",
  "technological",
] as const satisfies readonly Theme[];

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  pass: "Pass",
  fail: "Fail",
  undetermined: "Undetermined",
  "not-applicable": "Not applicable",
};

/** Of a guidance point. */
export const POINT_OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  pass: "Supports",
  fail: "Contradicts",
  undetermined: "Not determined",
  "not-applicable": "Not applicable",
};

export const MODE_WORDS: Readonly<Record<PointMode, { readonly label: string; readonly meaning: string }>> = {
  auto: { label: "Automatic", meaning: "checks alone can settle it" },
  partly: { label: "Partly", meaning: "checks see a part; a person judges the rest" },
  manual: { label: "Manual", meaning: "no check can see it; a person must add evidence" },
};

export const REASON_WORDS: Readonly<Record<UndeterminedReason | "no-check" | "person-needed", string>> = {
  denied: "permission denied",
  "not-licensed": "not licensed",
  disabled: "feature switched off",
  "rate-limited": "rate limited",
  "provider-error": "platform error",
  "schema-mismatch": "answer without the expected fields",
  truncated: "list cut short",
  cancelled: "cancelled",
  expired: "evidence expired",
  "no-population": "population could not be counted",
  "stale-source": "source is stale",
  "check-error": "error in the check",
  "no-check": "no check looks at it",
  "person-needed": "a person must judge",
};

/** Of the variants in `sensitivity.verdicts`; a name that is not here is shown as it is. */
export const VARIANT_WORDS: Readonly<Record<string, string>> = {
  "weights-equal": "all points weighing the same",
  "settle-0.3": "partly automatic points settled to 30 % by checks",
  "settle-0.7": "partly automatic points settled to 70 % by checks",
};

export const RUN_STATUS_WORDS = {
  running: "Running",
  complete: "Complete",
  incomplete: "Incomplete",
  failed: "Failed",
} as const;

export const GUIDANCE_NOTE =
  "ISO/IEC 27002 is guidance and sets no requirements. This report says what the collected evidence supports or contradicts; only an auditor raises a nonconformity.";

export const REPORT_NAME = "Evidence report";

/** What the report calls itself: with the organisation's name, when its assessment keeps one. */
export function reportTitle({ organisation, asOf }: Assessment): string {
  const day = asOf.slice(0, 10);
  return organisation === undefined ? `${REPORT_NAME} ${day}` : `${organisation} · evidence report ${day}`;
}
