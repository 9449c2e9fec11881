import type { CheckAssessment } from "../../../core/control.ts";
import { THEME_WORDS, VARIANT_WORDS, VERDICT_WORDS } from "../../words.ts";
import { Counts, Facts, PageTitle } from "../components/bits.tsx";
import { VerdictTag } from "../components/icons.tsx";
import { IntervalBar } from "../components/interval.tsx";
import { Vector } from "../components/meters.tsx";
import { PointsTable } from "../components/points-table.tsx";
import { ResultsTable } from "../components/results-table.tsx";
import { Trend } from "../components/trend.tsx";
import { ATTRIBUTE_NAMES, ATTRIBUTES } from "../filter.ts";
import { interval, plural, words } from "../format.ts";
import { isMeasured, type ControlView } from "../model.ts";
import { href } from "../route.ts";
import type { PageProps } from "./context.ts";
import { NotFound } from "./not-found.tsx";

export function ControlPage({ model, port, id }: PageProps & { readonly id: string }) {
  const view = model.control(id);
  if (view === undefined) return <NotFound what={`control ${id}`} />;
  const { assessment, control } = view;
  const at = model.controls.indexOf(view);
  const checks = worstFirst(assessment.points.flatMap((point) => point.checks));
  return (
    <article class="page">
      <PageTitle
        over={
          <>
            <a href={href.overview}>All controls</a> / {THEME_WORDS[assessment.theme].clause}{" "}
            {THEME_WORDS[assessment.theme].label}
          </>
        }
      >
        <span class="num">{id}</span> {assessment.title}
      </PageTitle>
      {control === undefined ? null : <p class="lead">{control.purpose}</p>}

      <section class={`verdict-panel tint-${assessment.verdict}`} aria-label="Verdict">
        <p class="verdict-line">
          <VerdictTag verdict={assessment.verdict} />
          {isMeasured(assessment) ? (
            <span class="num verdict-interval">{interval(assessment.assured, assessment.possible)}</span>
          ) : null}
        </p>
        {isMeasured(assessment) ? <IntervalBar assured={assessment.assured} possible={assessment.possible} /> : null}
        <p class="because">{assessment.because}</p>
        <Sensitivity view={view} />
        <ApplicabilityNote view={view} />
      </section>

      <div class="columns">
        <section aria-labelledby="vector-title">
          <h2 id="vector-title">What the verdict rests on</h2>
          <Vector assessment={assessment} />
        </section>
        <section aria-labelledby="about-title">
          <h2 id="about-title">The control</h2>
          <Facts
            facts={[
              { term: "Owner", value: control?.owner },
              ...(control === undefined
                ? []
                : ATTRIBUTE_NAMES.map((name) => ({
                    term: ATTRIBUTES[name],
                    value: control.attributes[name].map(words).join(", "),
                  }))),
              {
                term: "In the 2013 edition",
                value:
                  control === undefined
                    ? undefined
                    : control.isNew
                      ? "new in 2022"
                      : control.predecessors2013.join(", "),
              },
              {
                term: "Related controls",
                value: <Related view={view} titles={(other) => model.control(other)?.assessment.title} />,
              },
              {
                term: "Mapping digest",
                value: <code title={assessment.mappingDigest}>{assessment.mappingDigest.slice(0, 16)}…</code>,
              },
            ]}
          />
        </section>
      </div>

      {model.core.history === undefined ? null : <Trend history={model.core.history} control={id} />}

      <section aria-labelledby="points-title">
        <h2 id="points-title">
          Guidance points <span class="quiet">{assessment.points.length}</span>
        </h2>
        <PointsTable view={view} />
      </section>

      <section aria-labelledby="seen-title">
        <h2 id="seen-title">What the checks saw</h2>
        {checks.length === 0 ? (
          <p class="quiet">No check speaks about this control: a person must add evidence for each of its points.</p>
        ) : (
          checks.map(({ id: checkId, counts }) => {
            const check = model.check(checkId);
            return (
              <section key={checkId} class="check-block" aria-labelledby={`seen-${checkId}`}>
                <h3 id={`seen-${checkId}`}>
                  <a href={href.check(checkId)}>{check?.title ?? checkId}</a>
                </h3>
                <p class="quiet">
                  <code>{checkId}</code>
                  {check === undefined ? "" : ` · ${check.severity} severity`}
                </p>
                {counts.fail + counts.undetermined === 0 ? (
                  <p>
                    <Counts counts={counts} /> <a href={href.check(checkId)}>See each resource</a>
                  </p>
                ) : (
                  <ResultsTable
                    port={port}
                    checkId={checkId}
                    caption={`Resources of ${check?.title ?? checkId}`}
                    outcomes={["fail", "undetermined"]}
                    pageSize={10}
                    omitted={model.core.resultsOmitted[checkId] ?? 0}
                  />
                )}
              </section>
            );
          })
        )}
      </section>

      <nav class="neighbours" aria-label="Neighbouring controls">
        {[model.controls[at - 1], model.controls[at + 1]].map((other, index) =>
          other === undefined ? (
            <span key={index} />
          ) : (
            <a key={index} href={href.control(other.id)}>
              {index === 0 ? "← " : ""}
              {other.id} {other.assessment.title}
              {index === 1 ? " →" : ""}
            </a>
          ),
        )}
      </nav>
    </article>
  );
}

/** Each check once, those that say something bad or nothing before those that pass. */
function worstFirst(checks: readonly CheckAssessment[]): readonly CheckAssessment[] {
  const rank = ({ counts }: CheckAssessment) => (counts.fail > 0 ? 0 : counts.undetermined > 0 ? 1 : 2);
  const once = new Map(checks.map((check) => [check.id, check]));
  return [...once.values()].sort((a, b) => rank(a) - rank(b));
}

function Sensitivity({ view }: { readonly view: ControlView }) {
  const { sensitivity, verdict } = view.assessment;
  const variants = Object.entries(sensitivity.verdicts);
  if (variants.length === 0) return null;
  const others = variants.filter(([, other]) => other !== verdict);
  if (!sensitivity.flips || others.length === 0) {
    return <p class="quiet">The verdict is the same under {plural(variants.length, "other weighting")} tried.</p>;
  }
  return (
    <p class="sensitive">
      <strong>Sensitive:</strong> the verdict would be{" "}
      {others
        .map(([name, other]) => `${VERDICT_WORDS[other].label.toLowerCase()} with ${VARIANT_WORDS[name] ?? name}`)
        .join("; ")}
      .
    </p>
  );
}

function ApplicabilityNote({ view }: { readonly view: ControlView }) {
  const { applicable, justification, approver, decidedOn, expires } = view.assessment.applicability;
  if (applicable && justification === undefined) return null;
  const decided = [
    approver === undefined ? undefined : `by ${approver}`,
    decidedOn === undefined ? undefined : `on ${decidedOn}`,
    expires === undefined ? undefined : `until ${expires}`,
  ].filter((part) => part !== undefined);
  return (
    <p>
      <strong>{applicable ? "Decided applicable" : "Decided not applicable"}</strong>
      {decided.length === 0 ? "" : ` ${decided.join(" ")}`}
      {justification === undefined ? "." : `: ${justification}`}
    </p>
  );
}

function Related({
  view,
  titles,
}: {
  readonly view: ControlView;
  readonly titles: (id: string) => string | undefined;
}) {
  const related = view.control?.related ?? [];
  if (related.length === 0) return <span class="quiet">none named</span>;
  return (
    <span class="id-links">
      {related.map((id) =>
        titles(id) === undefined ? (
          <span key={id}>{id}</span>
        ) : (
          <a key={id} href={href.control(id)} title={titles(id)}>
            {id}
          </a>
        ),
      )}
    </span>
  );
}
