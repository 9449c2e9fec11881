import { Counts, Facts, PageTitle, TableScroll } from "../components/bits.tsx";
import { ResultsTable } from "../components/results-table.tsx";
import { valueText } from "../format.ts";
import { href } from "../route.ts";
import type { PageProps } from "./context.ts";
import { NotFound } from "./not-found.tsx";

export function CheckPage({ model, port, id }: PageProps & { readonly id: string }) {
  const check = model.check(id);
  if (check === undefined) return <NotFound what={`check ${id}`} />;
  const uses = model.checkUses(id);
  const params = Object.entries(check.params);
  return (
    <article class="page">
      <PageTitle over={<a href={href.checks}>All checks</a>}>{check.title}</PageTitle>
      <p class="lead">{check.rationale}</p>
      <Facts
        class="wide"
        facts={[
          { term: "Statement", value: <code>{check.id}</code> },
          { term: "Version", value: <span class="num">{check.version}</span> },
          { term: "Severity", value: check.severity },
          { term: "Judges each", value: <code>{check.kind}</code> },
          { term: "Expected", value: check.expected },
          { term: "Results", value: uses[0] === undefined ? undefined : <Counts counts={uses[0].assessment.counts} /> },
        ]}
      />
      <section aria-labelledby="params-title">
        <h2 id="params-title">Parameters</h2>
        {params.length === 0 ? (
          <p class="quiet">This check has no parameters.</p>
        ) : (
          <TableScroll label="Parameters">
            <table class="data">
              <caption class="visually-hidden">Parameters of {check.id}</caption>
              <thead>
                <tr>
                  <th scope="col">Parameter</th>
                  <th scope="col">Value</th>
                  <th scope="col">Meaning and origin</th>
                </tr>
              </thead>
              <tbody>
                {params.map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">
                      <code>{name}</code>
                    </th>
                    <td class="num">{valueText(value)}</td>
                    <td>{check.paramOrigins?.[name] ?? "The mapping or the check names no origin."}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        )}
      </section>
      <section aria-labelledby="remedy-title">
        <h2 id="remedy-title">When it does not hold</h2>
        <p class="prose">{check.remediation}</p>
      </section>
      <section aria-labelledby="uses-title">
        <h2 id="uses-title">Points it speaks for</h2>
        {uses.length === 0 ? (
          <p class="quiet">No point of this run uses this check.</p>
        ) : (
          <ul class="uses">
            {uses.map((use) => (
              <li key={use.pointId}>
                <a href={href.control(use.control.id)}>
                  {use.control.id} {use.control.title}
                </a>
                <span class="quiet">
                  {" "}
                  point {use.pointId}, {use.assessment.role}
                </span>
                {use.point === undefined ? null : <p>{use.point.text}</p>}
                {use.rationale === undefined ? null : <p class="quiet">Why: {use.rationale}</p>}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="results-title">
        <h2 id="results-title">Results by resource</h2>
        <ResultsTable
          port={port}
          checkId={id}
          caption={`Results of ${check.id}`}
          outcomes={[]}
          pageSize={50}
          omitted={model.core.resultsOmitted[id] ?? 0}
        />
      </section>
    </article>
  );
}
