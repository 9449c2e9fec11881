import {
  instant,
  type Control,
  type Instant,
  type Run,
  type RunStatus,
  type Verdict,
  type WatchStretch,
} from "../../core/index.ts";
import type { Workshop } from "../ports.ts";
import { attemptsOf } from "./attempts.ts";
import { coverage } from "./coverage.ts";
import type { Deviation } from "./deviations.ts";
import { add, endurance, NO_DAYS, type Endurance, type Period } from "./endurance.ts";
import { Observed, spokenOf } from "./observed.ts";

/**
 * A collection speaks for two cadences of an API source (scoring.md: T = 1 day): one missed run is no gap yet, two are.
 */
export const HOLD_MS = 2 * 86_400_000;

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
  const connections = [...new Set([...options.connections, ...runs.flatMap((run) => run.connections)])];
  const seen = new Observed(workshop, { checkIds, period, holdMs });
  for (const connection of connections) await seen.addLastBefore(connection, lookback);
  for (const run of runs.toSorted((a, b) => compare(spokenOf(a), spokenOf(b)))) await seen.add(run);
  const checks = new Map(checkIds.map((id) => [id, { id, ...endurance(seen.days(id)) } satisfies CheckHistory]));
  const points = control.points
    .filter((point) => point.checks.length > 0)
    .map((point) =>
      pointHistory(
        point.id,
        point.checks.flatMap(({ id }) => checks.get(id) ?? []),
      ),
    );
  return {
    control: control.id,
    period,
    trend: await trendOf(workshop, runs, control.id, period),
    points,
    deviations: seen.deviations
      .list()
      .filter(({ endedBy }) => endedBy === undefined || endedBy >= period.from)
      .map((deviation) => unwatched(deviation, period, holdMs)),
    coverage: await allCoverage(workshop, connections, period, holdMs),
  };
}

/** When these connections were watched, over a period; one after the other, because each may have thousands of attempts. */
export async function allCoverage(
  workshop: Workshop,
  connections: readonly string[],
  period: Period,
  holdMs = HOLD_MS,
): Promise<readonly WatchStretch[]> {
  const stretches: WatchStretch[] = [];
  for (const connection of connections)
    stretches.push(...(await connectionCoverage(workshop, connection, period, holdMs)));
  return stretches;
}

async function connectionCoverage(
  workshop: Workshop,
  connection: string,
  period: Period,
  holdMs: number,
): Promise<readonly WatchStretch[]> {
  const from = instant(new Date(Date.parse(period.from) - holdMs));
  return coverage(connection, await attemptsOf(workshop, connection, { from, to: period.to }), period, holdMs);
}

/** A deviation that nobody has looked at for longer than a look holds may be over: no run says so, because none was made. */
function unwatched(deviation: Deviation, { to }: Period, holdMs: number): Deviation {
  if (deviation.endedBy !== undefined || deviation.unseenSince !== undefined) return deviation;
  const heldUntil = instant(new Date(Date.parse(deviation.lastSeen) + holdMs));
  return heldUntil < to ? { ...deviation, unseenSince: heldUntil } : deviation;
}

function pointHistory(id: string, checks: readonly CheckHistory[]): PointHistory {
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
