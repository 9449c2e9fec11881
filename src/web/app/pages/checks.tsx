import { Counts, PageTitle, TableScroll } from "../components/bits.tsx";
import { plural } from "../format.ts";
import { href } from "../route.ts";
import type { PageProps } from "./context.ts";

export function ChecksPage({ model }: PageProps) {
  const { checks } = model.core;
  return (
    <article class="page">
      <PageTitle>Checks</PageTitle>
      <p class="lead">
        {plural(checks.length, "statement")}, each true or false of one resource, judged over sealed evidence as of the
        report's instant.
      </p>
      <TableScroll label="Checks">
        <table class="data">
          <caption class="visually-hidden">Checks of this report</caption>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Severity</th>
              <th scope="col">Judges each</th>
              <th scope="col">Results</th>
              <th scope="col">Controls</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => {
              const uses = model.checkUses(check.id);
              const controls = [...new Set(uses.map((use) => use.control.id))];
              return (
                <tr key={check.id}>
                  <th scope="row">
                    <a href={href.check(check.id)}>{check.title}</a>
                    <span class="detail">
                      <code>{check.id}</code>
                    </span>
                  </th>
                  <td>{check.severity}</td>
                  <td>
                    <code>{check.kind}</code>
                  </td>
                  <td>
                    {uses[0] === undefined ? (
                      <span class="quiet">not used</span>
                    ) : (
                      <Counts counts={uses[0].assessment.counts} />
                    )}
                  </td>
                  <td>
                    <span class="id-links">
                      {controls.map((id) => (
                        <a key={id} href={href.control(id)}>
                          {id}
                        </a>
                      ))}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
    </article>
  );
}
