import { useState } from "preact/hooks";
import type { Verdict } from "../../../core/outcome.ts";
import { VERDICT_ORDER, VERDICT_WORDS } from "../../words.ts";
import { Filters } from "../components/filters.tsx";
import { GapBanner } from "../components/gap-banner.tsx";
import { VerdictMark } from "../components/icons.tsx";
import { Inspector } from "../components/inspector.tsx";
import { IntervalFigure } from "../components/interval.tsx";
import { Matrix } from "../components/matrix.tsx";
import { PrintRegister } from "../components/print-register.tsx";
import { ReportHead } from "../components/report-head.tsx";
import { fromQuery, grouped, matches, sorted, toQuery, type Filter } from "../filter.ts";
import { plural } from "../format.ts";
import type { ControlView } from "../model.ts";
import { href } from "../route.ts";
import type { PageProps } from "./context.ts";

export function Overview({ model, query }: PageProps & { readonly query: string }) {
  const [filter, setFilterState] = useState<Filter>(() => fromQuery(query));
  const [pointed, setPointed] = useState<ControlView | undefined>(undefined);
  const shown = model.controls.filter((view) => matches(view, filter));
  const groups = grouped(sorted(shown, filter.sort), filter.group);

  const setFilter = (next: Filter) => {
    setFilterState(next);
    // The address follows, so that the view can be sent and Back returns to it; typing makes no history of its own.
    history.replaceState(history.state, "", href.filtered(toQuery(next)));
  };
  const toggleVerdict = (verdict: Verdict) => {
    const { verdicts } = filter;
    setFilter({
      ...filter,
      verdicts: verdicts.includes(verdict) ? verdicts.filter((other) => other !== verdict) : [...verdicts, verdict],
    });
  };

  return (
    <>
      <ReportHead model={model} />
      <GapBanner model={model} />
      <section class="programme" aria-labelledby="programme-title">
        <h2 id="programme-title">The whole programme</h2>
        <IntervalFigure assured={model.assessment.summary.assured} possible={model.assessment.summary.possible} />
        <div class="verdicts" role="group" aria-label="Controls by verdict; choose to filter">
          {VERDICT_ORDER.map((verdict) => (
            <button
              key={verdict}
              type="button"
              class={`verdict tone-${verdict}`}
              aria-pressed={filter.verdicts.includes(verdict)}
              title={VERDICT_WORDS[verdict].meaning}
              onClick={() => toggleVerdict(verdict)}
            >
              <span class="verdict-count">
                <VerdictMark verdict={verdict} />
                <span class="num">{model.assessment.summary.verdicts[verdict]}</span>
              </span>
              <span class="verdict-label">{VERDICT_WORDS[verdict].label}</span>
            </button>
          ))}
        </div>
      </section>
      <section class="controls" aria-labelledby="controls-title">
        <h2 id="controls-title" class="visually-hidden">
          Controls
        </h2>
        <Filters filter={filter} controls={model.controls} shown={shown.length} onChange={setFilter} />
        <div class="with-inspector">
          {shown.length === 0 ? (
            <p class="empty">No control fits this filter.</p>
          ) : (
            <Matrix groups={groups} onPoint={setPointed} />
          )}
          <Inspector view={pointed} />
        </div>
        {model.unassessed.length === 0 ? null : (
          <p class="quiet">
            {plural(model.unassessed.length, "control")} of the mapping {model.unassessed.length === 1 ? "was" : "were"}{" "}
            not part of this run: {model.unassessed.map((control) => control.id).join(", ")}.
          </p>
        )}
      </section>
      <PrintRegister model={model} />
    </>
  );
}
