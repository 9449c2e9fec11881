import { VERDICT_ORDER, VERDICT_WORDS } from "../../words.ts";
import type { ControlView } from "../model.ts";
import { VerdictMark } from "./icons.tsx";

/** Controls by verdict, those that occur. */
export function VerdictTally({ controls }: { readonly controls: readonly ControlView[] }) {
  const counts = VERDICT_ORDER.map((verdict) => ({
    verdict,
    count: controls.filter((view) => view.assessment.verdict === verdict).length,
  }));
  return (
    <ul class="tally" aria-label="Controls by verdict">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ verdict, count }) => (
          <li key={verdict} class={`tone-${verdict}`} title={VERDICT_WORDS[verdict].label}>
            <VerdictMark verdict={verdict} />
            <span class="num">{count}</span>
            <span class="visually-hidden">{VERDICT_WORDS[verdict].label}</span>
          </li>
        ))}
    </ul>
  );
}
