import { RUN_STATUS_WORDS } from "../../words.ts";
import { plural } from "../format.ts";
import { gapTotals } from "../gaps.ts";
import type { Model } from "../model.ts";
import { href } from "../route.ts";

/** In plain sight whenever the run is not complete or anything could not be seen. */
export function GapBanner({ model }: { readonly model: Model }) {
  const { status } = model.assessment.run;
  const { gaps, failedConnections } = gapTotals(model.core);
  if (status === "complete" && gaps === 0 && failedConnections === 0) return null;
  const controls = new Set(model.gaps.flatMap((gap) => gap.controls)).size;
  return (
    <section class="banner" aria-label="What could not be seen">
      <svg class="mark" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true" focusable="false">
        <circle cx="8" cy="8" r="6.2" class="line dashed" />
        <path d="M8 4.6v4.2M8 10.8v.6" class="line" />
      </svg>
      <p>
        <strong>
          {status === "complete" ? "" : `${RUN_STATUS_WORDS[status]} run. `}
          {gaps === 0 ? "No gaps were recorded" : `${plural(gaps, "gap")}: what could not be seen`}
          {failedConnections === 0 ? "" : `, ${plural(failedConnections, "connection")} failed`}.
        </strong>{" "}
        {controls === 0 ? "" : `${plural(controls, "control")} may be affected. `}What was not seen counts neither for
        nor against a control.
      </p>
      <a href={href.gaps}>See every gap</a>
    </section>
  );
}
