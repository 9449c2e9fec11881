import { VERDICT_WORDS } from "../../words.ts";
import { percent, plural, words } from "../format.ts";
import { isMeasured, type ControlView } from "../model.ts";
import { VerdictTag } from "./icons.tsx";
import { IntervalBar } from "./interval.tsx";

/** Details of the control under the pointer or focus; until there is one, how to read a cell. */
export function Inspector({ view }: { readonly view: ControlView | undefined }) {
  return (
    <aside class="inspector" aria-label="Details of the control pointed at">
      {view === undefined ? <ReadingAid /> : <Details view={view} />}
    </aside>
  );
}

function ReadingAid() {
  return (
    <>
      <h2>How to read a cell</h2>
      <div class="aid">
        <IntervalBar assured={0.42} possible={0.78} />
        <ul>
          <li>
            <span class="swatch part-assured" aria-hidden="true" />
            <span>
              <b>Solid</b>: assured. Seen, and supports the guidance.
            </span>
          </li>
          <li>
            <span class="swatch part-unseen" aria-hidden="true" />
            <span>
              <b>Hatched</b>: unseen. It may be good or bad; it counts as neither.
            </span>
          </li>
          <li>
            <span class="swatch part-contradicted" aria-hidden="true" />
            <span>
              <b>Open</b>: seen, and contradicts the guidance.
            </span>
          </li>
        </ul>
      </div>
      <p>
        <span class="num">42–78 %</span> says: at least 42 % is assured, at best 78 % is possible. Only looking closes
        the gap.
      </p>
      <p class="quiet">
        Point at a control for its reasons; open it for points, checks, resources and evidence. Arrow keys move between
        cells.
      </p>
    </>
  );
}

function Details({ view }: { readonly view: ControlView }) {
  const { assessment, control } = view;
  const modes = (["auto", "partly", "manual"] as const).map(
    (mode) =>
      `${assessment.points.filter((point) => point.mode === mode).length} ${mode === "auto" ? "automatic" : mode}`,
  );
  const numbers = [
    ["Coverage", assessment.coverage],
    ["Conformity", assessment.conformity],
    ["Freshness", assessment.freshness],
    ["Confidence", assessment.confidence],
  ] as const;
  return (
    <>
      <h2>
        <span class="num">{view.id}</span> {assessment.title}
      </h2>
      <p>
        <VerdictTag verdict={assessment.verdict} />
      </p>
      <p class="because">{assessment.because}</p>
      {isMeasured(assessment) ? (
        <>
          <IntervalBar assured={assessment.assured} possible={assessment.possible} />
          <dl class="inspector-numbers">
            <div>
              <dt>Assured</dt>
              <dd class="num">{percent(assessment.assured)}</dd>
            </div>
            <div>
              <dt>Possible</dt>
              <dd class="num">{percent(assessment.possible)}</dd>
            </div>
            {numbers.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd class="num">{value === null ? "–" : percent(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <p class="quiet">
        {plural(assessment.points.length, "point")}: {modes.join(", ")}.
      </p>
      {control === undefined ? null : (
        <p class="quiet">
          {[...control.attributes.controlType, ...control.attributes.properties].map(words).join(" · ")}
        </p>
      )}
      <p class="visually-hidden">{VERDICT_WORDS[assessment.verdict].meaning}</p>
    </>
  );
}
