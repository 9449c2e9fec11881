import { useEffect, useId, useState } from "preact/hooks";
import type { CheckResult } from "../../../core/check-result.ts";
import type { Outcome, OutcomeCounts } from "../../../core/outcome.ts";
import { OUTCOME_WORDS, REASON_WORDS } from "../../words.ts";
import { number, scopeText } from "../format.ts";
import type { ReportPort, ResultPage } from "../port.ts";
import { href } from "../route.ts";
import { TableScroll } from "./bits.tsx";
import { OutcomeTag } from "./icons.tsx";

interface ResultsTableProps {
  readonly port: ReportPort;
  readonly checkId: string;
  readonly caption: string;
  /** Outcomes chosen at first; empty: all. */
  readonly outcomes: readonly Outcome[];
  readonly pageSize: number;
  /** Passing results that the file leaves out. */
  readonly omitted: number;
}

const FILTERS = ["fail", "undetermined", "pass", "not-applicable"] as const satisfies readonly Outcome[];

/** Resources of one check, a page at a time, so that thousands stay quick. */
export function ResultsTable({ port, checkId, caption, outcomes, pageSize, omitted }: ResultsTableProps) {
  const [chosen, setChosen] = useState(outcomes);
  const [text, setText] = useState("");
  const [offset, setOffset] = useState(0);
  const [page, setPage] = useState<ResultPage | undefined>(undefined);
  const searchId = useId();

  useEffect(() => {
    let current = true;
    void port.results({ checkId, outcomes: chosen, text, offset, limit: pageSize }).then((found) => {
      if (current) setPage(found);
    });
    return () => {
      current = false;
    };
  }, [port, checkId, chosen, text, offset, pageSize]);

  if (page === undefined) return <p class="quiet">Reading results…</p>;
  const toggle = (outcome: Outcome) => {
    setChosen(chosen.includes(outcome) ? chosen.filter((other) => other !== outcome) : [...chosen, outcome]);
    setOffset(0);
  };
  const last = Math.min(offset + pageSize, page.total);
  return (
    <div class="results">
      <div class="results-tools">
        <div class="chips" role="group" aria-label="Outcomes shown">
          {FILTERS.filter((outcome) => countOf(page.counts, outcome) > 0 || chosen.includes(outcome)).map((outcome) => (
            <button
              key={outcome}
              type="button"
              class="chip"
              aria-pressed={chosen.includes(outcome)}
              onClick={() => toggle(outcome)}
            >
              <OutcomeTag
                outcome={outcome}
                text={`${OUTCOME_WORDS[outcome]} ${number(countOf(page.counts, outcome))}`}
              />
            </button>
          ))}
        </div>
        <label class="field" for={searchId}>
          <span class="visually-hidden">Search resources</span>
          <input
            id={searchId}
            type="search"
            placeholder="Search resources"
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setOffset(0);
            }}
          />
        </label>
      </div>
      <TableScroll label={caption}>
        <table class="data">
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              <th scope="col">Resource</th>
              <th scope="col">Expected</th>
              <th scope="col">Observed</th>
              <th scope="col">Evidence</th>
            </tr>
          </thead>
          <tbody>
            {page.rows.map((result) => (
              <ResultRow key={`${result.connection} ${scopeText(result.scope)} ${result.subject}`} result={result} />
            ))}
          </tbody>
        </table>
      </TableScroll>
      <div class="pager">
        <span aria-live="polite">
          {page.total === 0 ? "No resources fit." : `${number(offset + 1)}–${number(last)} of ${number(page.total)}`}
        </span>
        {page.total > pageSize ? (
          <span class="pager-buttons">
            <button type="button" disabled={offset === 0} onClick={() => setOffset(0)}>
              First
            </button>
            <button type="button" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - pageSize))}>
              Previous
            </button>
            <button type="button" disabled={last >= page.total} onClick={() => setOffset(offset + pageSize)}>
              Next
            </button>
            <button
              type="button"
              disabled={last >= page.total}
              onClick={() => setOffset(Math.floor((page.total - 1) / pageSize) * pageSize)}
            >
              Last
            </button>
          </span>
        ) : null}
      </div>
      {omitted > 0 ? (
        <p class="quiet">
          {number(omitted)} passing {omitted === 1 ? "result is" : "results are"} not in this file; the bundle's{" "}
          <code>results/{checkId}.ndjson</code> holds every one.
        </p>
      ) : null}
    </div>
  );
}

function ResultRow({ result }: { readonly result: CheckResult }) {
  const first = result.evidence[0];
  return (
    <tr>
      <td>
        <OutcomeTag outcome={result.outcome} />
        {result.reason === undefined ? null : <span class="reason">{REASON_WORDS[result.reason]}</span>}
      </td>
      <td>
        <span class="subject">{result.subject === "*" ? "the whole scope" : result.subject}</span>
        <span class="scope">{scopeText(result.scope)}</span>
      </td>
      <td>{result.expected}</td>
      <td>{result.observed}</td>
      <td>
        {first === undefined ? (
          <span class="quiet">none</span>
        ) : (
          result.evidence.slice(0, 4).map(([id, record]) => (
            <a
              key={`${id} ${record}`}
              class="evidence-link"
              href={href.evidence(id, record)}
              data-rest={id.slice(11)}
              title={`${id}, record ${record}`}
            >
              {id.slice(0, 11)}
            </a>
          ))
        )}
        {result.evidence.length > 4 ? <span class="quiet">and {number(result.evidence.length - 4)} more</span> : null}
      </td>
    </tr>
  );
}

function countOf(counts: OutcomeCounts, outcome: Outcome): number {
  return counts[outcome === "not-applicable" ? "notApplicable" : outcome];
}
