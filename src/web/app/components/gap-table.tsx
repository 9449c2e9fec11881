import { REASON_WORDS } from "../../words.ts";
import { number, plural } from "../format.ts";
import type { GapRow } from "../gaps.ts";
import { href } from "../route.ts";
import { TableScroll } from "./bits.tsx";

export function GapTable({ gaps, caption }: { readonly gaps: readonly GapRow[]; readonly caption: string }) {
  return (
    <TableScroll label={caption}>
      <table class="data">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Not determined</th>
            <th scope="col">Evidence</th>
            <th scope="col">Where</th>
            <th scope="col">About</th>
            <th scope="col">Costs</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <tr key={`${gap.connection} ${gap.scope} ${gap.kind} ${gap.reason} ${gap.operation} ${gap.detail}`}>
              <td>
                <strong>
                  {REASON_WORDS[gap.reason]} for <code>{gap.operation}</code>
                </strong>
                <span class="detail">{gap.detail}</span>
              </td>
              <td>
                <code>{gap.kind}</code>
              </td>
              <td>
                {gap.connection}
                <span class="scope">{gap.scope}</span>
              </td>
              <td>{gap.subjects.length === 0 ? "everything of this kind" : <SubjectList gap={gap} />}</td>
              <td>
                {gap.controls.length === 0 ? (
                  <span class="quiet">no control of this run</span>
                ) : (
                  <>
                    <span class="detail">{plural(gap.checks.length, "check")} of</span>
                    <span class="id-links">
                      {gap.controls.map((id) => (
                        <a key={id} href={href.control(id)}>
                          {id}
                        </a>
                      ))}
                    </span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function SubjectList({ gap }: { readonly gap: GapRow }) {
  return (
    <ul class="subjects">
      {gap.subjects.map((subject) => (
        <li key={subject} class="subject">
          {subject}
        </li>
      ))}
      {gap.count > gap.subjects.length ? (
        <li class="quiet">and {number(gap.count - gap.subjects.length)} more</li>
      ) : null}
    </ul>
  );
}
