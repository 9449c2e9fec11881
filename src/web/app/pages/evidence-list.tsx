import { Instant, PageTitle, TableScroll } from "../components/bits.tsx";
import { PopulationText } from "../components/population.tsx";
import { plural, scopeText } from "../format.ts";
import { href } from "../route.ts";
import type { PageProps } from "./context.ts";

export function EvidenceListPage({ model }: PageProps) {
  const { evidence, ledger } = model.core;
  return (
    <article class="page">
      <PageTitle>Evidence</PageTitle>
      <p class="lead">
        {plural(evidence.length, "capture")}, each of one kind in one scope, sealed in the ledger{" "}
        <code>{ledger.origin}</code> before any check ran.
      </p>
      <TableScroll label="Evidence">
        <table class="data">
          <caption class="visually-hidden">Evidence of this report</caption>
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col">Scope</th>
              <th scope="col">Completed</th>
              <th scope="col">Population</th>
              <th scope="col">Gaps</th>
              <th scope="col">Ledger index</th>
            </tr>
          </thead>
          <tbody>
            {evidence.map(({ evidence: entry, ledgerIndex }) => (
              <tr key={entry.id}>
                <th scope="row">
                  <a href={href.evidence(entry.id)}>{entry.kind}</a>
                  <span class="detail">
                    <code>{entry.id.slice(0, 15)}…</code>
                  </span>
                </th>
                <td>{scopeText(entry.scope)}</td>
                <td>
                  <Instant at={entry.completedAt} />
                </td>
                <td>
                  <PopulationText population={entry.population} />
                </td>
                <td class="num">{entry.gaps.reduce((sum, gap) => sum + gap.count, 0)}</td>
                <td class="num">{ledgerIndex}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </article>
  );
}
