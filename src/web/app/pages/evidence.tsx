import { useEffect, useState } from "preact/hooks";
import { REASON_WORDS } from "../../words.ts";
import { Code, Facts, Instant, PageTitle, TableScroll } from "../components/bits.tsx";
import { PopulationText } from "../components/population.tsx";
import { VerifySteps } from "../components/verify-steps.tsx";
import { bytes, duration, number, plural, scopeText } from "../format.ts";
import type { EvidenceUse } from "../port.ts";
import { href } from "../route.ts";
import type { PageProps } from "./context.ts";
import { NotFound } from "./not-found.tsx";

export function EvidencePage({
  model,
  port,
  id,
  record,
}: PageProps & { readonly id: string; readonly record: string | undefined }) {
  const [uses, setUses] = useState<readonly EvidenceUse[]>([]);
  useEffect(() => {
    let current = true;
    void port.evidenceUse(id).then((found) => {
      if (current) setUses(found);
    });
    return () => {
      current = false;
    };
  }, [port, id]);

  const entry = model.evidence(id);
  if (entry === undefined) return <NotFound what={`evidence ${id}`} />;
  const { evidence, ledgerIndex, receiptDigest } = entry;
  const { population, records, exchanges } = evidence;
  return (
    <article class="page">
      <PageTitle over={<a href={href.evidenceList}>All evidence</a>}>
        {evidence.kind} <span class="quiet">in {scopeText(evidence.scope)}</span>
      </PageTitle>
      {record === undefined ? null : (
        <p class="notice">
          You came for record <code class="subject">{record}</code>: one line of{" "}
          <code>evidence/{id}/records.ndjson</code> in the bundle.
        </p>
      )}

      <div class="columns">
        <section aria-labelledby="source-title">
          <h2 id="source-title">Where it comes from</h2>
          <Facts
            facts={[
              { term: "Evidence id", value: <Code>{evidence.id}</Code> },
              { term: "Kind", value: `${evidence.kind}, version ${evidence.kindVersion}` },
              { term: "Connection", value: evidence.connection },
              { term: "Scope", value: scopeText(evidence.scope) },
              { term: "Environment", value: evidence.environment },
              { term: "Collected as", value: <Code>{evidence.principal}</Code> },
              { term: "Collector", value: `${evidence.collector.id} ${evidence.collector.version}` },
              { term: "Software", value: `${evidence.software.name} ${evidence.software.version}` },
              { term: "Run", value: <code>{evidence.runId}</code> },
              { term: "Trigger", value: evidence.trigger.type },
              {
                term: "Sensitivity",
                value: `${evidence.sensitivity}${evidence.personalData ? ", holds personal data" : ""}`,
              },
            ]}
          />
        </section>
        <section aria-labelledby="times-title">
          <h2 id="times-title">When</h2>
          <Facts
            facts={[
              { term: "Requested", value: <Instant at={evidence.requestedAt} /> },
              { term: "Started", value: <Instant at={evidence.startedAt} /> },
              {
                term: "Completed",
                value: (
                  <>
                    <Instant at={evidence.completedAt} />{" "}
                    <span class="quiet">after {duration(evidence.startedAt, evidence.completedAt)}</span>
                  </>
                ),
              },
              {
                term: "Facts are of",
                value:
                  evidence.sourceAt === undefined ? "the moment of collection" : <Instant at={evidence.sourceAt} />,
              },
              { term: "Valid until", value: <Instant at={evidence.validUntil} /> },
              {
                term: "Platform's clock",
                value:
                  evidence.clockSkewSeconds === undefined
                    ? "not stated"
                    : `${evidence.clockSkewSeconds} s ahead of ours`,
              },
            ]}
          />
          <h2>Population</h2>
          <p class="population">
            <PopulationText population={population} />
          </p>
          <p class="quiet">{evidence.populationDefinition}</p>
          <Facts
            facts={[
              { term: "Received", value: <span class="num">{number(population.received)}</span> },
              {
                term: "Reported",
                value:
                  population.reported === undefined
                    ? "no independent count"
                    : `${number(population.reported)}${population.reportedBy === undefined ? "" : ` by ${population.reportedBy}`}`,
              },
              { term: "Complete", value: population.complete ? "yes: the source said the list ended" : "no" },
              {
                term: "Excluded",
                value:
                  population.excluded.length === 0
                    ? "nothing"
                    : population.excluded.map((rule) => (
                        <span key={rule.rule} class="detail">
                          {number(rule.count)} by {rule.rule} ({rule.owner}): {rule.reason}
                        </span>
                      )),
              },
            ]}
          />
        </section>
      </div>

      <section aria-labelledby="calls-title">
        <h2 id="calls-title">Calls</h2>
        <p class="quiet">{plural(exchanges.count, "exchange")} with the platform, retries included.</p>
        <TableScroll label="Calls by operation">
          <table class="data narrow">
            <caption class="visually-hidden">Calls by operation</caption>
            <thead>
              <tr>
                <th scope="col">Operation</th>
                <th scope="col">Calls</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(exchanges.calls).map(([operation, calls]) => (
                <tr key={operation}>
                  <th scope="row">
                    <code>{operation}</code>
                  </th>
                  <td class="num">{number(calls)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </section>

      <section aria-labelledby="gaps-title">
        <h2 id="gaps-title">Gaps</h2>
        {evidence.gaps.length === 0 ? (
          <p class="quiet">None: everything asked for was answered.</p>
        ) : (
          <ul class="gap-list">
            {evidence.gaps.map((gap) => (
              <li key={`${gap.reason} ${gap.operation} ${gap.detail}`}>
                <strong>
                  Not determined: {REASON_WORDS[gap.reason]} for <code>{gap.operation}</code>
                </strong>{" "}
                <span class="num">{gap.count > 1 ? `× ${number(gap.count)}` : ""}</span>
                <p>{gap.detail}</p>
                {gap.subjects.length === 0 ? null : <p class="subject">{gap.subjects.join(", ")}</p>}
              </li>
            ))}
          </ul>
        )}
        <h3>Redactions</h3>
        {evidence.redactions.length === 0 ? (
          <p class="quiet">Nothing was redacted.</p>
        ) : (
          <ul class="plain">
            {evidence.redactions.map((redaction) => (
              <li key={`${redaction.path} ${redaction.rule}`}>
                <code>{redaction.path}</code> by {redaction.rule}, {plural(redaction.count, "time")}, before sealing
              </li>
            ))}
          </ul>
        )}
      </section>

      <section aria-labelledby="proof-title">
        <h2 id="proof-title">Seal and proof</h2>
        <Facts
          class="wide"
          facts={[
            { term: "Records", value: `${plural(records.count, "line")}, ${bytes(records.bytes)}` },
            { term: "Records digest", value: <Code>{records.digest}</Code> },
            {
              term: "Before redaction",
              value: records.preRedactionDigest === undefined ? undefined : <Code>{records.preRedactionDigest}</Code>,
            },
            { term: "Records root", value: <Code>{records.recordsRoot}</Code> },
            { term: "Exchanges digest", value: <Code>{exchanges.digest}</Code> },
            {
              term: "Archived answers",
              value:
                exchanges.archive === undefined
                  ? "not kept"
                  : `${bytes(exchanges.archive.bytes)}, ${exchanges.archive.encryption === "age" ? "encrypted with age" : "not encrypted"}`,
            },
            { term: "Receipt digest", value: <Code>{receiptDigest}</Code> },
            { term: "Ledger index", value: <span class="num">{`${ledgerIndex} of ${model.core.ledger.size}`}</span> },
          ]}
        />
        <VerifySteps evidenceId={id} receiptDigest={receiptDigest} recordsDigest={records.digest} />
      </section>

      <section aria-labelledby="used-title">
        <h2 id="used-title">Checks that rest on it</h2>
        {uses.length === 0 ? (
          <p class="quiet">No result in this file rests on it.</p>
        ) : (
          <ul class="uses">
            {uses.map((use) => (
              <li key={use.checkId}>
                <a href={href.check(use.checkId)}>{model.check(use.checkId)?.title ?? use.checkId}</a>{" "}
                <span class="quiet">{plural(use.results, "result")}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </article>
  );
}
