import type { ComponentChildren, VNode } from "preact";
import type { Outcome, Verdict } from "../../../core/outcome.ts";
import { OUTCOME_WORDS, VERDICT_WORDS } from "../../words.ts";

// Shapes differ as much as colours do: a reader who sees no colour tells verdicts apart by outline and fill.
const VERDICT_SHAPES: Readonly<Record<Verdict, VNode>> = {
  supported: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.6 8.3 7 10.7l4.4-5" class="cut" />
    </>
  ),
  "supported-in-part": (
    <>
      <circle cx="8" cy="8" r="6.2" class="line" />
      <path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" fill="currentColor" />
    </>
  ),
  improvement: (
    <>
      <circle cx="8" cy="8" r="6.2" class="line" />
      <path d="M8 11.6V4.9M5.1 7.6 8 4.7l2.9 2.9" class="line" />
    </>
  ),
  "contradicted-minor": (
    <>
      <path d="M8 1.2 14.8 8 8 14.8 1.2 8z" class="line" />
      <path d="M8 5v3.6M8 10.6v.6" class="line" />
    </>
  ),
  "contradicted-major": (
    <>
      <path d="M8 .3 15.7 8 8 15.7.3 8z" fill="currentColor" />
      <path d="M8 4.4v4.2M8 10.9v.7" class="cut" />
    </>
  ),
  undetermined: (
    <>
      <circle cx="8" cy="8" r="6.2" class="line dashed" />
      <path d="M6.2 6.4c.1-2 3.6-2.1 3.7 0C9.9 7.7 8 7.6 8 9.2M8 11.2v.5" class="line" />
    </>
  ),
  "not-applicable": <path d="M3 8h10" class="line" />,
};

const OUTCOME_SHAPES: Readonly<Record<Outcome, VNode>> = {
  pass: <path d="M2.8 8.6 6.4 12l6.8-8" class="line thick" />,
  fail: <path d="M3.6 3.6l8.8 8.8M12.4 3.6l-8.8 8.8" class="line thick" />,
  undetermined: VERDICT_SHAPES.undetermined,
  "not-applicable": VERDICT_SHAPES["not-applicable"],
};

/** Decorative: the words stand beside it. */
function Mark({ children, tone }: { readonly children: ComponentChildren; readonly tone: string }) {
  return (
    <svg class={`mark tone-${tone}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return <Mark tone={verdict}>{VERDICT_SHAPES[verdict]}</Mark>;
}

export function VerdictTag({ verdict, short = false }: { readonly verdict: Verdict; readonly short?: boolean }) {
  return (
    <span class={`tag tone-${verdict}`}>
      <VerdictMark verdict={verdict} />
      {short ? VERDICT_WORDS[verdict].short : VERDICT_WORDS[verdict].label}
    </span>
  );
}

export function OutcomeTag({
  outcome,
  text = OUTCOME_WORDS[outcome],
}: {
  readonly outcome: Outcome;
  readonly text?: string;
}) {
  return (
    <span class={`tag tone-${outcome}`}>
      <Mark tone={outcome}>{OUTCOME_SHAPES[outcome]}</Mark>
      {text}
    </span>
  );
}
