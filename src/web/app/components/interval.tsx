import { interval, percent } from "../format.ts";

interface IntervalProps {
  readonly assured: number;
  readonly possible: number;
}

/** Assured solid, unseen hatched, contradicted empty. Decorative wherever the numbers stand beside it. */
export function IntervalBar({ assured, possible }: IntervalProps) {
  return (
    <span class="bar" aria-hidden="true">
      <span class="bar-assured" style={{ width: `${assured * 100}%` }} />
      <span class="bar-unseen" style={{ width: `${Math.max(0, possible - assured) * 100}%` }} />
    </span>
  );
}

export function IntervalText({ assured, possible }: IntervalProps) {
  return <span class="num nowrap">{interval(assured, possible)}</span>;
}

/** The programme's interval, with each of its three parts named and numbered. */
export function IntervalFigure({ assured, possible }: IntervalProps) {
  const parts = [
    { id: "assured", label: "Assured", share: assured, note: "seen, and supports the guidance" },
    { id: "unseen", label: "Unseen", share: Math.max(0, possible - assured), note: "nothing can be said" },
    { id: "contradicted", label: "Contradicted", share: Math.max(0, 1 - possible), note: "seen, and contradicts it" },
  ] as const;
  return (
    <figure class="interval-figure">
      <figcaption>
        <strong class="interval-range">{interval(assured, possible)}</strong>
        <span>
          of the guidance, by weight, is supported: at least {percent(assured)} is assured, at best {percent(possible)}{" "}
          is possible
        </span>
      </figcaption>
      <div class="interval-track" aria-hidden="true">
        {parts.map((part) => (
          <span key={part.id} class={`part-${part.id}`} style={{ width: `${part.share * 100}%` }} />
        ))}
      </div>
      <dl class="interval-parts">
        {parts.map((part) => (
          <div key={part.id}>
            <dt>
              <span class={`swatch part-${part.id}`} aria-hidden="true" />
              {part.label}
            </dt>
            <dd>
              <span class="num">{percent(part.share)}</span> {part.note}
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
