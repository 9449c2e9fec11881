import { GUIDANCE_NOTE, MODE_WORDS, VERDICT_ORDER, VERDICT_WORDS } from "../../words.ts";
import { Code, Facts, PageTitle } from "../components/bits.tsx";
import { VerdictTag } from "../components/icons.tsx";
import { IntervalBar } from "../components/interval.tsx";
import type { PageProps } from "./context.ts";

export function AboutPage({ model }: PageProps) {
  const { assessment, ledger } = model.core;
  const { versions } = assessment;
  return (
    <article class="page about">
      <PageTitle>How to read this report, and how to check it</PageTitle>
      <p class="lead">{GUIDANCE_NOTE}</p>

      <section aria-labelledby="verdicts-title">
        <h2 id="verdicts-title">The seven verdicts</h2>
        <dl class="legend">
          {VERDICT_ORDER.map((verdict) => (
            <div key={verdict}>
              <dt>
                <VerdictTag verdict={verdict} />
              </dt>
              <dd>{VERDICT_WORDS[verdict].meaning}</dd>
            </div>
          ))}
        </dl>
      </section>

      <section aria-labelledby="interval-title">
        <h2 id="interval-title">The interval</h2>
        <div class="aid">
          <IntervalBar assured={0.42} possible={0.78} />
        </div>
        <p class="prose">
          <b>Assured</b> is the share of a control, by weight of its guidance points, that was seen and supports the
          guidance. <b>Possible</b> adds everything that was not seen. The truth lies between them, and only more
          evidence brings them together. What is left of the bar was seen and contradicts the guidance.
        </p>
        <p class="prose">
          Coverage, conformity, freshness and confidence stand beside the interval and are never blended into one
          number. Accepted risks and exclusions change the wording of a verdict, never the measured numbers.
        </p>
      </section>

      <section aria-labelledby="seen-title">
        <h2 id="seen-title">What was not seen</h2>
        <p class="prose">
          A check ends in one of four outcomes: pass, fail, not applicable, undetermined. Denied permissions, missing
          fields, truncated lists and expired evidence are undetermined, each with its reason. An empty list is not
          applicable only when the source said that it was the whole list.
        </p>
        <dl class="legend">
          {(["auto", "partly", "manual"] as const).map((mode) => (
            <div key={mode}>
              <dt>{MODE_WORDS[mode].label} point</dt>
              <dd>{MODE_WORDS[mode].meaning}</dd>
            </div>
          ))}
        </dl>
      </section>

      <section aria-labelledby="verify-title">
        <h2 id="verify-title">How to verify</h2>
        <p class="prose">
          This page is a view. The bundle it came with holds the receipts, the records, the results and the ledger's
          proofs. The script needs Python and openssl only, and names the first thing that does not hold.
        </p>
        <pre class="commands" tabIndex={0} role="region" aria-label="Commands to verify the bundle">
          {
            "python3 verify.py          # in the bundle's folder\nexhibit verify .           # the same with Exhibit installed"
          }
        </pre>
        <Facts
          class="wide"
          facts={[
            { term: "Ledger", value: <Code>{ledger.origin}</Code> },
            { term: "Verifier key", value: <Code>{ledger.vkey}</Code> },
            { term: "Ledger size", value: <span class="num">{ledger.size}</span> },
            { term: "Root hash", value: <Code>{ledger.rootHash}</Code> },
            { term: "Run", value: <Code>{assessment.run.id}</Code> },
            { term: "Exhibit", value: versions.exhibit },
            { term: "Node.js", value: versions.node },
            { term: "Mapping", value: versions.mapping },
            { term: "Mapping digest", value: <Code>{versions.mappingDigest}</Code> },
            { term: "Checks digest", value: <Code>{versions.checksDigest}</Code> },
          ]}
        />
        <p class="prose quiet">
          Compare the verifier key with the one that the organisation published elsewhere: a key that travels with the
          data proves only that both were made together.
        </p>
      </section>
    </article>
  );
}
