import { useRef, useState } from "preact/hooks";
import { VERDICT_WORDS } from "../../words.ts";
import type { ControlGroup } from "../filter.ts";
import { interval, percent, plural } from "../format.ts";
import { isMeasured, totals, type ControlView } from "../model.ts";
import { href } from "../route.ts";
import { VerdictMark } from "./icons.tsx";
import { IntervalBar, IntervalText } from "./interval.tsx";
import { moveFocus } from "./roving.ts";
import { VerdictTally } from "./verdict-tally.tsx";

interface MatrixProps {
  readonly groups: readonly ControlGroup[];
  readonly onPoint: (view: ControlView) => void;
}

/** Controls in sections. Each section is one stop of the Tab key; arrow keys move through all cells. */
export function Matrix({ groups, onPoint }: MatrixProps) {
  const root = useRef<HTMLDivElement>(null);
  const [stops, setStops] = useState<Readonly<Record<string, string>>>({});

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.shiftKey || !(event.target instanceof HTMLElement)) return;
    const cells = [...(root.current?.querySelectorAll<HTMLElement>("a.cell") ?? [])];
    if (moveFocus(cells, event.target, event.key, event.ctrlKey)) event.preventDefault();
  };

  return (
    <div class="matrix" ref={root} onKeyDown={onKeyDown}>
      {groups.map((group) => {
        const kept = group.controls.find((view) => view.id === stops[group.id]);
        const stop = kept?.id ?? group.controls[0]?.id;
        return (
          <section key={group.id} class="group" aria-labelledby={`group-${group.id}`}>
            <GroupHead group={group} />
            <ul
              class="cells"
              aria-label={`${group.label}: ${plural(group.controls.length, "control")}. Arrow keys move between them.`}
            >
              {group.controls.map((view) => (
                <li key={view.id}>
                  <Cell
                    view={view}
                    tabIndex={view.id === stop ? 0 : -1}
                    onPoint={() => onPoint(view)}
                    onFocus={() => {
                      onPoint(view);
                      if (stops[group.id] !== view.id) setStops({ ...stops, [group.id]: view.id });
                    }}
                  />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function GroupHead({ group }: { readonly group: ControlGroup }) {
  const sum = totals(group.controls);
  return (
    <header class="group-head">
      <h2 id={`group-${group.id}`}>
        {group.clause === undefined ? null : <span class="clause num">{group.clause}</span>}
        {group.label} <span class="quiet group-count">{plural(group.controls.length, "control")}</span>
      </h2>
      <VerdictTally controls={group.controls} />
      {sum === undefined ? null : (
        <span class="group-interval">
          <IntervalBar {...sum} />
          <span class="visually-hidden">Assured to possible: </span>
          <IntervalText {...sum} />
        </span>
      )}
    </header>
  );
}

interface CellProps {
  readonly view: ControlView;
  readonly tabIndex: 0 | -1;
  readonly onPoint: () => void;
  readonly onFocus: () => void;
}

function Cell({ view, tabIndex, onPoint, onFocus }: CellProps) {
  const { assessment } = view;
  const { label, short } = VERDICT_WORDS[assessment.verdict];
  const measured = isMeasured(assessment);
  return (
    <a
      class={`cell tint-${assessment.verdict}`}
      href={href.control(view.id)}
      tabIndex={tabIndex}
      data-control={view.id}
      onMouseEnter={onPoint}
      onFocus={onFocus}
    >
      <span class="cell-title">
        <b class="num">{view.id}</b> {assessment.title}
      </span>
      <span class="visually-hidden">
        {label}
        {measured ? `, assured ${percent(assessment.assured)}, possible ${percent(assessment.possible)}` : ""}
      </span>
      <span class="cell-foot" aria-hidden="true">
        <span class="cell-verdict">
          <VerdictMark verdict={assessment.verdict} />
          {short}
        </span>
        {measured ? <span class="cell-interval num">{interval(assessment.assured, assessment.possible)}</span> : null}
      </span>
      {measured ? (
        <IntervalBar assured={assessment.assured} possible={assessment.possible} />
      ) : (
        <span class="bar bar-none" />
      )}
    </a>
  );
}
