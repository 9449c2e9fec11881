import type { Point, PointAssessment } from "../../../core/control.ts";
import { MODE_WORDS, POINT_OUTCOME_WORDS, REASON_WORDS } from "../../words.ts";
import { number, percent } from "../format.ts";
import { pointsOf, type ControlView } from "../model.ts";
import { href } from "../route.ts";
import { Counts } from "./bits.tsx";
import { OutcomeTag } from "./icons.tsx";

const WEIGHTS = { 1: "advisory", 2: "normal", 3: "gate" } as const;

/** Roles are written out because narrow screens lay the rows out as blocks, which would take the table's meaning away. */
export function PointsTable({ view }: { readonly view: ControlView }) {
  return (
    <table class="data points" role="table">
      <caption class="visually-hidden">Guidance points of control {view.id}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            Point
          </th>
          <th scope="col" role="columnheader">
            Weight
          </th>
          <th scope="col" role="columnheader">
            Outcome
          </th>
          <th scope="col" role="columnheader">
            Seen
          </th>
          <th scope="col" role="columnheader">
            Checks
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {pointsOf(view).map(({ assessment, point }) => (
          <PointRow key={assessment.id} assessment={assessment} point={point} />
        ))}
      </tbody>
    </table>
  );
}

function PointRow({ assessment, point }: { readonly assessment: PointAssessment; readonly point: Point | undefined }) {
  const mode = MODE_WORDS[assessment.mode];
  return (
    <tr role="row" class={assessment.weight === 3 ? "gate" : ""}>
      <th scope="row" role="rowheader" class="point-text">
        <span class="point-id num">{assessment.id}</span> {point?.text ?? ""}
        <span class="point-mode" title={mode.meaning}>
          {mode.label}: {mode.meaning}
        </span>
        {point?.unseen === undefined ? null : (
          <span class="point-note">
            <b>Left unseen</b> {point.unseen}
          </span>
        )}
        {point?.person === undefined ? null : (
          <span class="point-note">
            <b>A person must add</b> {point.person}
          </span>
        )}
      </th>
      <td role="cell" class="point-weight nowrap">
        <span class="num">{assessment.weight}</span> {WEIGHTS[assessment.weight]}
      </td>
      <td role="cell">
        <OutcomeTag outcome={assessment.outcome} text={POINT_OUTCOME_WORDS[assessment.outcome]} />
        <Reasons reasons={assessment.reasons} />
      </td>
      <td role="cell">
        <span class="num">{percent(assessment.coverage)}</span> covered
        {assessment.conformity === null ? null : (
          <span class="detail">
            <span class="num">{percent(assessment.conformity)}</span> of it conforms
          </span>
        )}
      </td>
      <td role="cell">
        {assessment.checks.length === 0 ? (
          <span class="quiet">none</span>
        ) : (
          <ul class="point-checks">
            {assessment.checks.map((check) => (
              <li key={check.id}>
                <a href={href.check(check.id)}>{check.id}</a>
                <span class="quiet"> {check.role}</span>
                <Counts counts={check.counts} />
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function Reasons({ reasons }: { readonly reasons: PointAssessment["reasons"] }) {
  const entries = Object.entries(reasons) as readonly (readonly [keyof typeof REASON_WORDS, number])[];
  if (entries.length === 0) return null;
  return (
    <ul class="reasons">
      {entries.map(([reason, count]) => (
        <li key={reason}>
          {REASON_WORDS[reason]}
          {count > 1 ? ` (${number(count)})` : ""}
        </li>
      ))}
    </ul>
  );
}
