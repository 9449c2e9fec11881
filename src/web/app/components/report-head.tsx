import { REPORT_NAME, RUN_STATUS_WORDS } from "../../words.ts";
import { duration } from "../format.ts";
import type { Model } from "../model.ts";
import { Facts, Instant } from "./bits.tsx";

export function ReportHead({ model }: { readonly model: Model }) {
  const { assessment } = model;
  const { run, versions } = assessment;
  return (
    <header class="report-head">
      <div class="report-name">
        {assessment.organisation === undefined ? null : <p class="over">{REPORT_NAME}</p>}
        <h1 id="page-title" tabIndex={-1}>
          {assessment.organisation ?? REPORT_NAME}
        </h1>
        <p class="lead">
          Collected evidence against the guidance of ISO/IEC&nbsp;27002:2022, as of <Instant at={assessment.asOf} />
        </p>
      </div>
      <Facts
        class="report-facts"
        facts={[
          { term: "Run", value: <code>{run.id}</code> },
          { term: "Status", value: <span class={`status status-${run.status}`}>{RUN_STATUS_WORDS[run.status]}</span> },
          {
            term: "Collected",
            value: (
              <>
                <Instant at={run.startedAt} /> <span class="quiet">in {duration(run.startedAt, run.endedAt)}</span>
              </>
            ),
          },
          {
            term: "Versions",
            value: (
              <>
                Exhibit {versions.exhibit}, mapping {versions.mapping}{" "}
                <code title={versions.mappingDigest}>{versions.mappingDigest.slice(0, 12)}</code>
              </>
            ),
          },
        ]}
      />
    </header>
  );
}
