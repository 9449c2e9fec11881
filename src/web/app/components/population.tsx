import type { Population } from "../../../core/evidence.ts";
import { number } from "../format.ts";

/** `12 of 14; 2 excluded`: numerator, denominator and exclusions belong together. */
export function PopulationText({ population }: { readonly population: Population }) {
  const { received, reported, excluded, complete } = population;
  const left = excluded.reduce((sum, rule) => sum + rule.count, 0);
  return (
    <span>
      <span class="num">{number(received)}</span>
      {reported === undefined ? " received" : ` of ${number(reported)} reported`}
      {left === 0 ? "" : `; ${number(left)} excluded by rule`}
      {complete ? "" : "; list incomplete"}
    </span>
  );
}
