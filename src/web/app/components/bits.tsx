import type { ComponentChildren } from "preact";
import type { OutcomeCounts } from "../../../core/outcome.ts";
import { instant, number } from "../format.ts";
import { OutcomeTag } from "./icons.tsx";

export function Instant({ at }: { readonly at: string }) {
  return (
    <time class="num nowrap" dateTime={at}>
      {instant(at)}
    </time>
  );
}

/** A digest or id in full; one click selects all of it. */
export function Code({ children }: { readonly children: string }) {
  return <code class="whole">{children}</code>;
}

export interface Fact {
  readonly term: string;
  readonly value: ComponentChildren;
}

/** Terms and values; a value that is `undefined` leaves its term out. */
export function Facts({ facts, class: name = "" }: { readonly facts: readonly Fact[]; readonly class?: string }) {
  return (
    <dl class={`facts ${name}`}>
      {facts
        .filter((fact) => fact.value !== undefined)
        .map((fact) => (
          <div key={fact.term}>
            <dt>{fact.term}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}

export function Counts({ counts }: { readonly counts: OutcomeCounts }) {
  const entries = [
    ["pass", counts.pass, "pass"],
    ["fail", counts.fail, "fail"],
    ["undetermined", counts.undetermined, "undetermined"],
    ["not-applicable", counts.notApplicable, "not applicable"],
  ] as const;
  const shown = entries.filter(([, count]) => count > 0);
  if (shown.length === 0) return <span class="quiet">no results</span>;
  return (
    <span class="counts">
      {shown.map(([outcome, count, word]) => (
        <OutcomeTag key={outcome} outcome={outcome} text={`${number(count)} ${word}`} />
      ))}
    </span>
  );
}

/** A table that may be wider than the page: it scrolls by itself, with the keyboard too. */
export function TableScroll({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="table-scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** The page's title; route changes move focus here, so that a screen reader says where it is. */
export function PageTitle({
  over,
  children,
}: {
  readonly over?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <header class="page-title">
      {over === undefined ? null : <p class="over">{over}</p>}
      <h1 id="page-title" tabIndex={-1}>
        {children}
      </h1>
    </header>
  );
}
