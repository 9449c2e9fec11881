import type { ControlAssessment } from "../../../core/control.ts";
import { percent } from "../format.ts";

const COMPONENTS = [
  { key: "coverage", label: "Coverage", note: "how much of the control was looked at" },
  { key: "conformity", label: "Conformity", note: "of what was seen, how much supports the guidance" },
  { key: "assured", label: "Assured", note: "what can be vouched for: coverage × conformity" },
  { key: "possible", label: "Possible", note: "the best case for what was not seen" },
  { key: "freshness", label: "Freshness", note: "how recent the evidence is" },
  { key: "confidence", label: "Confidence", note: "how far the way of collection is trusted" },
] as const satisfies readonly {
  readonly key: keyof ControlAssessment;
  readonly label: string;
  readonly note: string;
}[];

/** Coverage, conformity, assured, possible, freshness, confidence: kept apart, never blended. */
export function Vector({ assessment }: { readonly assessment: ControlAssessment }) {
  return (
    <ul class="vector">
      {COMPONENTS.map(({ key, label, note }) => {
        const value = assessment[key];
        return (
          <li key={key}>
            <span class="vector-label" id={`vector-${key}`}>
              {label}
            </span>
            <span class="vector-value num">{value === null ? "–" : percent(value)}</span>
            {value === null ? (
              <span class="meter" aria-hidden="true" />
            ) : (
              <span
                class="meter"
                role="meter"
                aria-labelledby={`vector-${key}`}
                aria-valuemin={0}
                aria-valuemax={100}
                aria-valuenow={Math.round(value * 1000) / 10}
                aria-valuetext={percent(value)}
              >
                <span class="meter-fill" style={{ width: `${value * 100}%` }} />
              </span>
            )}
            <span class="vector-note">{value === null ? "nothing was seen" : note}</span>
          </li>
        );
      })}
    </ul>
  );
}
