import {
  instant,
  isExhibitError,
  NO_COUNTS,
  type CheckResult,
  type Control,
  type Instant,
  type OutcomeCounts,
  type Run,
  type RunStatus,
  type Verdict,
  type WatchStretch,
} from "../../core/index.ts";
import type { ConnectionRecord } from "../connection.ts";
import { readPacked } from "../packing.ts";
import type { Workshop } from "../ports.ts";
import { linesOf } from "../spool.ts";
import { coverage, type Attempt } from "./coverage.ts";
import { deviations, type Deviation, type OpenResults } from "./deviations.ts";
import { add, endurance, NO_DAYS, resourceDays, type Endurance, type Observation, type Period } from "./endurance.ts";

/**
 * A collection speaks for two cadences of an API source (scoring.md: T = 1 day): one missed run is no gap yet, two are.
 */
export const HOLD_MS = 2 * 86_400_000;
/** Attempts of one connection that are looked at: a run each hour for half a year. */
const ATTEMPTS = 5_000;

/** A control as one run saw it. */
export interface TrendPoint {
  readonly runId: string;
  readonly at: Instant;
  readonly status: RunStatus;
  readonly verdict: Verdict;
  readonly coverage: number;
  readonly assured: number;
  readonly possible: number;
}

export interface CheckHistory extends Endurance {
  readonly id: string;
}

export interface PointHistory extends Endurance {
  readonly id: string;
  readonly checks: readonly CheckHistory[];
}

export interface ControlHistory {
  readonly control: string;
  readonly period: Period;
  readonly trend: readonly TrendPoint[];
  readonly points: readonly PointHistory[];
  readonly deviations: readonly Deviation[];
  readonly coverage: readonly WatchStretch[];
}

export interface HistoryOptions {
  readonly workshop: Workshop;
  readonly control: Control;
  readonly period: Period;
  /** Ids of the configured connections; those that runs of the period used are told of too. */
  readonly connections: readonly string[];
  readonly holdMs?: number;
}

/** How a control stood over a period: its verdicts, how its points held, what deviated for how long, and when nobody looked. */
export async function controlHistory(options: HistoryOptions): Promise<ControlHistory> {
  const { workshop, control, period, holdMs = HOLD_MS } = options;
  const lookback = instant(new Date(Date.parse(period.from) - holdMs));
  const runs = await workshop.store.runsBetween(lookback, period.to);
  const checkIds = [...new Set(control.points.flatMap(({ checks }) => checks.map(({ id }) => id)))];
  const seen = new Seen();
  for (const run of runs) if (run.assembled !== true) await observe(workshop, run, checkIds, seen);
  const points = control.points
    .filter(({ checks }) => checks.length > 0)
    .map((point) =>
      pointHistory(
        point.id,
        point.checks.map(({ id }) => id),
        seen,
        period,
        holdMs,
      ),
    );
  const connections = [...new Set([...options.connections, ...runs.flatMap((run) => run.connections)])];
  return {
    control: control.id,
    period,
    trend: await trendOf(workshop, runs, control.id, period),
    points,
    deviations: deviations(seen.open).filter(({ endedBy }) => endedBy === undefined || endedBy >= period.from),
    coverage: (await Promise.all(connections.map((id) => connectionCoverage(workshop, id, period, holdMs)))).flat(),
  };
}

/** Whether a connection was watched, over a period. */
export async function connectionCoverage(
  workshop: Workshop,
  connection: string,
  period: Period,
  holdMs = HOLD_MS,
): Promise<readonly WatchStretch[]> {
  const newest = await workshop.store.collectionsOf(connection, { limit: ATTEMPTS });
  const attempts = newest.map(({ runId, leaf }): Attempt => {
    const record = JSON.parse(Buffer.from(leaf).toString("utf8")) as ConnectionRecord;
    const failed = record.evidence === 0 ? (record.error?.code ?? "nothing was sealed") : undefined;
    return { runId, at: record.endedAt, ...(failed === undefined ? {} : { error: failed }) };
  });
  return coverage(connection, attempts.toReversed(), period, holdMs);
}

/** What the runs of a period saw, run after run. */
class Seen {
  readonly open: OpenResults[] = [];
  /** By check, then connection. */
  readonly observations = new Map<string, Map<string, Observation[]>>();

  add(checkId: string, connection: string, observation: Observation): void {
    const connections = this.observations.get(checkId) ?? new Map<string, Observation[]>();
    this.observations.set(checkId, connections);
    const list = connections.get(connection) ?? [];
    connections.set(connection, list);
    list.push(observation);
  }
}

/** Reads what one run says of these checks. Assembled runs judge older evidence again and observe nothing of their own. */
async function observe(workshop: Workshop, run: Run, checkIds: readonly string[], seen: Seen): Promise<void> {
  const at = run.asOf ?? run.startedAt;
  const rows = (await workshop.store.checkRuns(run.id)).filter(({ checkId }) => checkIds.includes(checkId));
  const open = await openResults(workshop, run.id, checkIds);
  for (const row of rows) {
    const { checkId, counts, resultsBlob } = row;
    if (total(counts) === 0) continue;
    const [only, ...others] = run.connections;
    // Without its results, a run of several connections cannot be told apart.
    if (open === undefined && others.length > 0) continue;
    const byConnection =
      only !== undefined && others.length === 0
        ? new Map([[only, counts]])
        : await countsByConnection(workshop, resultsBlob);
    for (const [connection, own] of byConnection) {
      seen.add(checkId, connection, { at, counts: own });
      if (open === undefined) continue;
      const results = open.get(JSON.stringify([checkId, connection])) ?? [];
      seen.open.push({ at, checkId, connection, results });
    }
  }
}

/** By check and connection; undefined when retention has dropped them, and only the counts are left. */
async function openResults(
  workshop: Workshop,
  runId: string,
  checkIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CheckResult[]> | undefined> {
  const open = new Map<string, CheckResult[]>();
  try {
    for await (const result of workshop.store.nonPassResults(runId, { checkIds })) {
      const key = JSON.stringify([result.checkId, result.connection]);
      const list = open.get(key);
      if (list === undefined) open.set(key, [result]);
      else list.push(result);
    }
    return open;
  } catch (error) {
    if (isExhibitError(error) && error.code === "PAYLOAD_REMOVED") return undefined;
    throw error;
  }
}

function total({ pass, fail, notApplicable, undetermined }: OutcomeCounts): number {
  return pass + fail + notApplicable + undetermined;
}

const MEMBER = { pass: "pass", fail: "fail", "not-applicable": "notApplicable", undetermined: "undetermined" } as const;

async function countsByConnection(workshop: Workshop, resultsBlob: string): Promise<Map<string, OutcomeCounts>> {
  const counts = new Map<string, OutcomeCounts>();
  for await (const line of linesOf(readPacked(workshop.blobs, resultsBlob))) {
    const { connection, outcome } = JSON.parse(line) as CheckResult;
    const known = counts.get(connection) ?? NO_COUNTS;
    counts.set(connection, { ...known, [MEMBER[outcome]]: known[MEMBER[outcome]] + 1 });
  }
  return counts;
}

function pointHistory(
  id: string,
  checkIds: readonly string[],
  seen: Seen,
  period: Period,
  holdMs: number,
): PointHistory {
  const checks = checkIds.map((checkId): CheckHistory => {
    const series = [...(seen.observations.get(checkId)?.values() ?? [])];
    const days = series.map((observations) => resourceDays(observations, period, holdMs)).reduce(add, NO_DAYS);
    return { id: checkId, ...endurance(days) };
  });
  return { id, checks, ...endurance(checks.reduce(add, NO_DAYS)) };
}

async function trendOf(
  workshop: Workshop,
  runs: readonly Run[],
  control: string,
  period: Period,
): Promise<readonly TrendPoint[]> {
  const trend: TrendPoint[] = [];
  for (const run of runs) {
    if (run.part === true || run.startedAt < period.from) continue;
    const assessment = (await workshop.store.getAssessment(run.id))?.assessment;
    const state = assessment?.controls.find(({ id }) => id === control);
    if (assessment === undefined || state === undefined) continue;
    const { verdict, coverage: covered, assured, possible } = state;
    trend.push({
      runId: run.id,
      at: assessment.asOf,
      status: run.status,
      verdict,
      coverage: covered,
      assured,
      possible,
    });
  }
  return trend;
}
