import type { HistoryPoint, ReportHistory } from "../../../core/report.ts";
import { VERDICT_WORDS } from "../../words.ts";
import { day, interval, percent, plural } from "../format.ts";
import { VerdictMark } from "./icons.tsx";

const WIDTH = 640;
const HEIGHT = 120;
const MARGIN = 2;
const SHARES = [1, 0.5, 0] as const;

interface Placed {
  readonly x: number;
  readonly at: string;
  readonly point: HistoryPoint;
}

/** How one control stood in each run: the band between assured and possible, and every change of verdict. */
export function Trend({ history, control }: { readonly history: ReportHistory; readonly control: string }) {
  const placed = placedPoints(history, control);
  const [first] = placed;
  const last = placed.at(-1);
  if (first === undefined || last === undefined || placed.length < 2) return null;
  const changes = placed.filter(
    ({ point }, index) => index === 0 || point.verdict !== placed[index - 1]?.point.verdict,
  );
  return (
    <section class="trend" aria-labelledby="trend-title">
      <h2 id="trend-title">
        Trend <span class="quiet">{runsTold(placed.length, history.runsOmitted ?? 0)}</span>
      </h2>
      <figure>
        <div class="plot">
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-labelledby="trend-caption">
            {SHARES.map((share) => (
              <line key={share} x1="0" x2={WIDTH} y1={y(share)} y2={y(share)} class="grid" />
            ))}
            <path d={band(placed)} class="band" />
            <path d={line(placed, ({ point }) => point.possible)} class="possible" />
            <path d={line(placed, ({ point }) => point.assured)} class="assured" />
            {placed.map(({ x, at, point }) => (
              <rect key={at} x={x - 5} y="0" width="10" height={HEIGHT} class="touch">
                <title>{`${day(at)}: ${VERDICT_WORDS[point.verdict].label}, ${interval(point.assured, point.possible)}`}</title>
              </rect>
            ))}
          </svg>
          <div class="plot-shares" aria-hidden="true">
            {SHARES.map((share) => (
              <span key={share}>{percent(share)}</span>
            ))}
          </div>
        </div>
        <div class="plot-days" aria-hidden="true">
          <span>{day(first.at)}</span>
          <span>{day(last.at)}</span>
        </div>
        <figcaption id="trend-caption">
          Assured (solid) and possible (dashed): from {interval(first.point.assured, first.point.possible)} on{" "}
          {day(first.at)} to {interval(last.point.assured, last.point.possible)} on {day(last.at)}.
        </figcaption>
      </figure>
      <ol class="verdict-changes">
        {changes.map(({ at, point }) => (
          <li key={at} class={`tone-${point.verdict}`}>
            <VerdictMark verdict={point.verdict} /> <time dateTime={at}>{day(at)}</time>{" "}
            {VERDICT_WORDS[point.verdict].label}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Of very many runs the report holds a share of each time, and those that changed a verdict. */
function runsTold(shown: number, omitted: number): string {
  return omitted === 0 ? plural(shown, "run") : `${shown} of ${plural(shown + omitted, "run")}`;
}

/** By time, so that a pause between runs is as wide as it was. */
function placedPoints({ runs, controls }: ReportHistory, control: string): readonly Placed[] {
  const points = controls[control] ?? [];
  const begin = Date.parse(runs[0]?.at ?? "");
  const span = Date.parse(runs.at(-1)?.at ?? "") - begin;
  return runs.flatMap(({ at }, index) => {
    const point = points[index];
    if (point === undefined || point === null) return [];
    const x = span === 0 ? WIDTH / 2 : ((Date.parse(at) - begin) / span) * (WIDTH - 8) + 4;
    return [{ x, at, point }];
  });
}

function y(share: number): number {
  return MARGIN + (1 - share) * (HEIGHT - 2 * MARGIN);
}

function line(placed: readonly Placed[], value: (placed: Placed) => number): string {
  return placed
    .map((one, index) => `${index === 0 ? "M" : "L"}${one.x.toFixed(1)} ${y(value(one)).toFixed(1)}`)
    .join("");
}

function band(placed: readonly Placed[]): string {
  const back = placed.toReversed().map((one) => `L${one.x.toFixed(1)} ${y(one.point.assured).toFixed(1)}`);
  return `${line(placed, ({ point }) => point.possible)}${back.join("")}Z`;
}
