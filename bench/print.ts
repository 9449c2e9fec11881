import type { CallFigures } from "./calls.ts";
import { MOST_RATIO } from "./calls.ts";
import type { CheckBench } from "./checks.ts";
import { MOST_EXPORT_GROWTH_BYTES, type ExportFigures } from "./export.ts";
import type { LedgerFigures } from "./ledger.ts";
import type { Machine } from "./machine.ts";
import { PEERS } from "./peers.ts";
import type { QueueFigures } from "./queue.ts";
import { MOST_GROWTH_BYTES, type ScaleFigures } from "./scale.ts";
import type { StepName } from "./snapshot-run.ts";
import type { Latency, ServiceFigures } from "./service.ts";
import type { StoreFigures } from "./store.ts";
import { megabytes, seconds, table, whole } from "./table.ts";

export function machineText({ node, cores, processor, memoryBytes, load, date }: Machine): string {
  return `Exhibit benchmark, ${date}: Node ${node}, ${cores} cores (${processor}), ${megabytes(memoryBytes)}, load ${load.toFixed(1)} at the start\n`;
}

export function callsText(figures: readonly CallFigures[]): string {
  const heads = figures.map(({ estate: { users, roles, policies } }) =>
    [users, roles, policies].map(whole).join(" / "),
  );
  const row = (name: string, cell: (figure: CallFigures) => string): string[] => [name, ...figures.map(cell)];
  const ours = table([
    ["users / roles / policies of one account", ...heads],
    row("our calls, IAM and STS", ({ account }) => whole(account.calls)),
    row("fewest possible (aws-iam.md §2)", ({ account }) => whole(account.minimal)),
    row(`ratio (at most ${MOST_RATIO})`, ({ account }) => account.ratio.toFixed(2)),
    row("our calls, with organization, analyzers of all regions, Identity Center", ({ everything }) =>
      whole(everything.calls),
    ),
    row("fewest possible", ({ everything }) => whole(everything.minimal)),
    row(`ratio (at most ${MOST_RATIO})`, ({ everything }) => everything.ratio.toFixed(2)),
    ...PEERS.map(({ name, formula }, n) =>
      row(`${name} IAM: ${formula}`, ({ peers }) => {
        const peer = peers[n];
        return peer === undefined ? "" : `${whole(peer.calls)} (${whole(peer.factor)} times ours)`;
      }),
    ),
  ]);
  const notes = [
    ...PEERS.map(({ name, source }) => `${name}: ${source}.`),
    `Peers with G ${figures.map(({ estate }) => estate.groups).join(", ")}, Pa ${figures.map(({ estate }) => estate.awsPolicies).join(", ")}, I ${figures.map(({ estate }) => estate.inline).join(", ")}, as measured.`,
    `Our account has ${figures.map(({ awsPolicies }) => awsPolicies.inUse).join(", ")} AWS-managed policies in use; more calls with the peers' Pa: ${figures.map(({ awsPolicies }) => awsPolicies.moreCalls).join(", ")}.`,
    "Calls are counted where they arrive; the credential report is made anew, as on a first run; nothing is asked per entity.",
  ];
  return `\nAPI calls\n${ours}${notes.map((note) => `  ${note}\n`).join("")}`;
}

const STEPS: readonly StepName[] = ["open", "collect", "judge", "store", "publish", "bundle"];

export function scaleText(figures: readonly ScaleFigures[]): string {
  const [first, last] = [figures[0], figures.at(-1)];
  const rows = table([
    ["principals", "time", "CPU", "peak memory", "after start", "results", ...STEPS],
    ...figures.map((figure) => [
      whole(figure.principals),
      seconds(figure.seconds),
      seconds(figure.processorSeconds),
      megabytes(figure.peakBytes),
      megabytes(figure.workingPeakBytes),
      whole(figure.results),
      ...STEPS.map((name) => {
        const step = figure.steps.find((one) => one.name === name);
        return step === undefined ? "-" : `${step.seconds.toFixed(1)} s ${megabytes(step.peakBytes)}`;
      }),
    ]),
  ]);
  const growth = (of: (figure: ScaleFigures) => number | undefined): string => {
    const [a, b] = [first && of(first), last && of(last)];
    return a === undefined || b === undefined ? "unknown" : megabytes(b - a);
  };
  const notes = [
    `Growth of peak memory from ${whole(first?.principals ?? 0)} to ${whole(last?.principals ?? 0)} principals: ${growth(({ peakBytes }) => peakBytes)}; after the database has started: ${growth(({ workingPeakBytes }) => workingPeakBytes)} (limit ${megabytes(MOST_GROWTH_BYTES)}).`,
    "Each is `exhibit snapshot --out` in a process of its own on a new embedded database, with the exchange archive; half users, half roles.",
  ];
  return `\nWhole snapshots\n${rows}${notes.map((note) => `  ${note}\n`).join("")}`;
}

export function checksText({
  principals,
  checks,
  judgements,
  seconds: took,
  judgementsPerSecond,
  slowest,
}: CheckBench): string {
  return `\nChecks\n${table([
    ["judgements a second", whole(judgementsPerSecond)],
    [`${checks} checks over ${whole(principals)} principals`, `${whole(judgements)} in ${seconds(took)}`],
    ...slowest.map(([id, time]) => [`  ${id}`, seconds(time)]),
  ])}`;
}

export function ledgerText(figures: LedgerFigures): string {
  return `\nLedger (${whole(figures.entries)} entries, ${figures.entriesPerPublish} to a checkpoint, real files with fsync)\n${table(
    [
      ["appends a second", whole(figures.appendsPerSecond)],
      ["signed checkpoints a second", figures.publishesPerSecond.toFixed(1)],
      ["entries verified a second when opened", whole(figures.opensEntriesPerSecond)],
      ["proofs made a second", whole(figures.proofsPerSecond)],
      ["inclusion proofs verified a second", whole(figures.inclusionVerificationsPerSecond)],
    ],
  )}`;
}

export function storeText({ openSeconds, rows, rowsPerSecond }: StoreFigures): string {
  return `\nEmbedded database\n${table([
    ["new database opened in", seconds(openSeconds)],
    [`results that are no pass stored a second (of ${whole(rows)})`, whole(rowsPerSecond)],
  ])}`;
}

export function exportsText(figures: readonly ExportFigures[]): string {
  const rows = table([
    ["format", "results", "size", "time", "peak memory", "growth"],
    ...figures.map(({ format, results, bytes, seconds: took, peakBytes, growthBytes }) => [
      format,
      whole(results),
      megabytes(bytes),
      seconds(took),
      megabytes(peakBytes),
      megabytes(growthBytes),
    ]),
  ]);
  const note = `Growth is from the first written bytes on, when the database has started (limit for a million: ${megabytes(MOST_EXPORT_GROWTH_BYTES)}).`;
  return `\nExports\n${rows}  ${note}\n`;
}

export function serviceText(figures: ServiceFigures): string {
  const latency = (name: string, { answers, p50, p99, max }: Latency): string[] => [
    name,
    whole(answers),
    `${p50.toFixed(1)} ms`,
    `${p99.toFixed(1)} ms`,
    `${max.toFixed(1)} ms`,
  ];
  const { principals, repositories } = figures;
  return `\nService: ${whole(principals)} principals, ${whole(repositories)} repositories\n${table([
    ["ready after, with an empty cache", seconds(figures.coldReadySeconds)],
    ["ready after, later", seconds(figures.warmReadySeconds)],
    ["memory, idle", megabytes(figures.idleBytes)],
    ["peak memory, busy", megabytes(figures.busyPeakBytes)],
    ["both runs took", seconds(figures.runSeconds)],
    ["event loop of the working thread, p99", `${whole(figures.loopP99Ms)} ms`],
  ])}${table([
    ["/healthz", "answers", "p50", "p99", "max"],
    latency("idle", figures.idle),
    latency("collecting", figures.collecting),
    latency("sealing and judging", figures.judging),
  ])}`;
}

export function queueText({ throughput, delay, stress }: QueueFigures): string {
  const speed = table([
    ["backend", "runs that do nothing a second"],
    ...throughput.map(({ backend, runs, runsPerSecond }) => [
      backend,
      `${runsPerSecond.toFixed(1)} (of ${whole(runs)})`,
    ]),
  ]);
  const waits = table([
    ["backend", "slots", "due to sealed p50", "p99", "due to judged p50", "p99"],
    ...delay.map(({ backend, slots, sealedMs, endedMs }) => [
      backend,
      whole(slots),
      ...[sealedMs.p50, sealedMs.p99, endedMs.p50, endedMs.p99].map((ms) => `${whole(ms)} ms`),
    ]),
  ]);
  const hard = table([
    ["backend", "workers", "runs", "complete", "incomplete", "failed", "attempts", "killed", "faults", "time", "wrong"],
    ...stress.map(
      ({ backend, workers, report: { slots, states, attempts, kills, answers, seconds: took, problems } }) => [
        backend,
        whole(workers),
        whole(slots),
        ...[states.complete, states.incomplete, states.failed, attempts, kills, answers.faults].map((n) =>
          whole(n ?? 0),
        ),
        seconds(took),
        whole(problems.length),
      ],
    ),
  ]);
  const wrong = stress.flatMap(({ backend, report }) =>
    report.problems.slice(0, 20).map((text) => `  ${backend}: ${text}\n`),
  );
  return `\nQueue\n${speed}\n${waits}\n  Under stress: workers killed -9, servers restarted, 5 % of the platform's answers faults\n${hard}${wrong.join("")}`;
}
