import { PageTitle, TableScroll } from "../components/bits.tsx";
import { CoverageTimeline } from "../components/coverage-timeline.tsx";
import { GapTable } from "../components/gap-table.tsx";
import { finePercent, number, plural, scopeText } from "../format.ts";
import { gapTotals, narrowings } from "../gaps.ts";
import { href } from "../route.ts";
import type { PageProps } from "./context.ts";

const SHOWN_NARROWINGS = 12;

export function GapsPage({ model }: PageProps) {
  const { connections } = model.assessment;
  const total = gapTotals(model.core);
  const omitted = connections.reduce((sum, connection) => sum + connection.gapsOmitted, 0);
  const narrow = narrowings(model.core);
  return (
    <article class="page">
      <PageTitle>{total.gaps === 0 ? "No gaps" : `${plural(total.gaps, "gap")}: what could not be seen`}</PageTitle>
      <p class="lead">
        A gap is evidence that was asked for and did not arrive. It counts neither for nor against a control: it keeps
        the interval between assured and possible open.
      </p>

      <section aria-labelledby="connections-title">
        <h2 id="connections-title">Connections</h2>
        <TableScroll label="Connections">
          <table class="data">
            <caption class="visually-hidden">Connections of this run</caption>
            <thead>
              <tr>
                <th scope="col">Connection</th>
                <th scope="col">Scopes</th>
                <th scope="col">Collected as</th>
                <th scope="col">Status</th>
                <th scope="col">Calls</th>
                <th scope="col">Gaps</th>
              </tr>
            </thead>
            <tbody>
              {connections.map((connection) => (
                <tr key={connection.id}>
                  <th scope="row">
                    {connection.id}
                    <span class="detail">{connection.collector}</span>
                  </th>
                  <td>
                    {connection.scope.map((scope) => (
                      <span key={scopeText(scope)} class="detail">
                        {scopeText(scope)}
                      </span>
                    ))}
                  </td>
                  <td>
                    {connection.principal === undefined ? (
                      <span class="quiet">unknown</span>
                    ) : (
                      <code class="subject">{connection.principal}</code>
                    )}
                  </td>
                  <td>
                    <span class={`status status-${connection.status}`}>{connection.status}</span>
                    {connection.error === undefined ? null : (
                      <span class="detail">
                        {connection.error.message} {connection.error.remedy ?? ""} <code>{connection.error.code}</code>
                      </span>
                    )}
                  </td>
                  <td class="num">{number(Object.values(connection.calls).reduce((sum, calls) => sum + calls, 0))}</td>
                  <td class="num">{number(connection.gaps.length + connection.gapsOmitted)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </section>

      {model.core.history === undefined ? null : <CoverageTimeline history={model.core.history} />}

      <section aria-labelledby="gap-table-title">
        <h2 id="gap-table-title">What was not seen, and what it costs</h2>
        {model.gaps.length === 0 ? (
          <p class="quiet">Nothing was refused or cut short.</p>
        ) : (
          <GapTable gaps={model.gaps} caption="Gaps of the run" />
        )}
        {omitted === 0 ? null : (
          <p class="quiet">
            {plural(omitted, "further gap")} of the same connections are in the evidence and not listed here.
          </p>
        )}
      </section>

      <section aria-labelledby="narrow-title">
        <h2 id="narrow-title">Where looking would tell most</h2>
        <p class="quiet">
          How much of the programme's interval each control keeps open, by weight of its unseen points. Points that only
          a person can settle are part of it.
        </p>
        <TableScroll label="Where looking would tell most">
          <table class="data">
            <caption class="visually-hidden">Controls by the part of the interval they keep open</caption>
            <thead>
              <tr>
                <th scope="col">Control</th>
                <th scope="col">Keeps open</th>
                <th scope="col">Only a person can settle</th>
              </tr>
            </thead>
            <tbody>
              {narrow.slice(0, SHOWN_NARROWINGS).map((entry) => (
                <tr key={entry.control}>
                  <th scope="row">
                    <a href={href.control(entry.control)}>
                      {entry.control} {entry.title}
                    </a>
                  </th>
                  <td>
                    <span class="share">
                      <span class="num">{finePercent(entry.share)}</span>
                      <span class="share-track" aria-hidden="true">
                        <span
                          class="part-unseen"
                          style={{ width: `${(entry.share / (narrow[0]?.share ?? 1)) * 100}%` }}
                        />
                      </span>
                    </span>
                  </td>
                  <td>
                    {entry.manualPoints} of {plural(entry.pointCount, "point")}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
        {narrow.length > SHOWN_NARROWINGS ? (
          <p class="quiet">
            The {SHOWN_NARROWINGS} largest of {narrow.length}.
          </p>
        ) : null}
      </section>
    </article>
  );
}
