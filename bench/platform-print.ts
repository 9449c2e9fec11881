import { MOST_RATIO } from "./calls.ts";
import type { PlatformFigures } from "./platform-run.ts";
import type { StepName } from "./snapshot-run.ts";
import { MEGABYTE } from "./scale.ts";
import { megabytes, seconds, table, whole } from "./table.ts";

/** How much more memory the largest estate of a platform may take than its smallest, after the start. */
export const MOST_PLATFORM_GROWTH_BYTES = 200 * MEGABYTE;

export function platformCallsText(runs: readonly (readonly PlatformFigures[])[]): string {
  return runs.map(callsOf).join("");
}

function callsOf(figures: readonly PlatformFigures[]): string {
  const [first] = figures;
  if (first === undefined) return "";
  const row = (name: string, cell: (figure: PlatformFigures) => string): string[] => [name, ...figures.map(cell)];
  const rows = [
    row(`${first.platform}: ${first.unit}`, ({ size }) => whole(size)),
    row("our calls", ({ calls }) => whole(calls)),
    row(`fewest possible (${first.formula})`, ({ minimal }) => whole(minimal)),
    row(`ratio (at most ${MOST_RATIO})`, ({ ratio }) => ratio.toFixed(2)),
    ...(first.planned === undefined
      ? []
      : [row("calls that the collector said before the start", ({ planned }) => whole(planned?.calls ?? Number.NaN))]),
    ...first.peers.map(({ name, formula }, n) =>
      row(`${name}: ${formula}`, ({ peers, calls }) => {
        const peer = peers[n];
        return peer === undefined ? "" : `${whole(peer.calls)} (${(peer.calls / calls).toFixed(1)} times ours)`;
      }),
    ),
    ...first.limits.map(({ limit }, n) =>
      row(`minutes, ${limit}`, ({ limits }) => (limits[n]?.minutes ?? 0).toFixed(1)),
    ),
  ];
  const notes = [
    ...figures.map(({ size, estate, notes: own }) => `${whole(size)}: ${[estate, ...own].join("; ")}.`),
    ...first.peers.map(({ name, source }) => `${name}: ${source}.`),
  ];
  return `\nAPI calls, ${first.platform}\n${table(rows)}${notes.map((note) => `  ${note}\n`).join("")}`;
}

const STEPS: readonly StepName[] = ["open", "collect", "judge", "store", "publish", "bundle"];

export function platformScaleText(runs: readonly (readonly PlatformFigures[])[]): string {
  const rows = runs.flat().map((figure) => [
    `${figure.platform} ${whole(figure.size)}`,
    whole(figure.calls),
    whole(figure.records),
    whole(figure.results),
    seconds(figure.seconds),
    seconds(figure.processorSeconds),
    megabytes(figure.peakBytes),
    megabytes(figure.workingPeakBytes),
    ...STEPS.map((name) => {
      const step = figure.steps.find((one) => one.name === name);
      return step === undefined ? "-" : `${step.seconds.toFixed(1)} s ${megabytes(step.peakBytes)}`;
    }),
  ]);
  const heads = ["estate", "calls", "records", "results", "time", "CPU", "peak", "after start", ...STEPS];
  const growths = runs.flatMap((figures) => {
    const [first, last] = [figures[0], figures.at(-1)];
    if (first === undefined || last === undefined || figures.length < 2) return [];
    const [a, b] = [first.workingPeakBytes, last.workingPeakBytes];
    const growth = a === undefined || b === undefined ? "unknown" : megabytes(b - a);
    return [
      `${first.platform}: growth of peak memory after the start from ${whole(first.size)} to ${whole(last.size)} ${first.unit}: ${growth} (limit ${megabytes(MOST_PLATFORM_GROWTH_BYTES)}).`,
    ];
  });
  return `\nWhole snapshots, platform by platform\n${table([heads, ...rows])}${growths.map((note) => `  ${note}\n`).join("")}`;
}
