import {
  instant,
  isExhibitError,
  type CheckResult,
  type CheckRunRow,
  type Control,
  type Instant,
  type Run,
  type RunStatus,
  type Verdict,
  type WatchStretch,
} from "../../core/index.ts";
import type { ConnectionRecord } from "../connection.ts";
import type { Workshop } from "../ports.ts";
import { readSights, sawWhole, type Sight } from "../sights.ts";
import { coverage, type Attempt } from "./coverage.ts";
import { DeviationLog, type Deviation } from "./deviations.ts";
import { add, endurance, NO_DAYS, type Endurance, type Period, type ResourceDays } from "./endurance.ts";
import { WatchedCheck } from "./watched.ts";

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
  const seen = new Seen(period, holdMs);
  for (const run of inOrder(runs)) await observe(workshop, run, checkIds, seen);
  const checks = new Map(checkIds.map((id) => [id, { id, ...endurance(seen.days(id)) } satisfies CheckHistory]));
  const points = control.points
    .filter((point) => point.checks.length > 0)
    .map((point) =>
      pointHistory(
        point.id,
        point.checks.flatMap(({ id }) => checks.get(id) ?? []),
      ),
    );
  const connections = [...new Set([...options.connections, ...runs.flatMap((run) => run.connections)])];
  return {
    control: control.id,
    period,
    trend: await trendOf(workshop, runs, control.id, period),
    points,
    deviations: seen.deviations.list().filter(({ endedBy }) => endedBy === undefined || endedBy >= period.from),
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
    const failed = record.evidence === 0 ? (record.error?.code ?? "nothing was sealed") : record.unseen;
    return { runId, at: record.endedAt, ...(failed === undefined ? {} : { error: failed }) };
  });
  return coverage(connection, attempts.toReversed(), period, holdMs);
}

/** What the runs of a period saw, told run after run: it holds sums and what deviates, and no run. */
class Seen {
  readonly deviations = new DeviationLog();
  readonly #period: Period;
  readonly #holdMs: number;
  /** By check, then connection. */
  readonly #watched = new Map<string, Map<string, WatchedCheck>>();

  constructor(period: Period, holdMs: number) {
    this.#period = period;
    this.#holdMs = holdMs;
  }

  watched(checkId: string, connection: string): WatchedCheck {
    const connections = this.#watched.get(checkId) ?? new Map<string, WatchedCheck>();
    this.#watched.set(checkId, connections);
    const watched = connections.get(connection) ?? new WatchedCheck(this.#period, this.#holdMs);
    connections.set(connection, watched);
    return watched;
  }

  days(checkId: string): ResourceDays {
    return [...(this.#watched.get(checkId)?.values() ?? [])].map((watched) => watched.days()).reduce(add, NO_DAYS);
  }
}

/** Runs that collected, by the instant that they speak of: one that began earlier may have ended later. */
function inOrder(runs: readonly Run[]): readonly Run[] {
  return runs.filter(({ assembled }) => assembled !== true).toSorted((a, b) => (spokenOf(a) < spokenOf(b) ? -1 : 1));
}

function spokenOf({ asOf, startedAt }: Run): Instant {
  return asOf ?? startedAt;
}

/** Reads what one run says of these checks. Assembled runs judge older evidence again and observe nothing of their own. */
async function observe(workshop: Workshop, run: Run, checkIds: readonly string[], seen: Seen): Promise<void> {
  for (const row of await workshop.store.checkRuns(run.id))
    if (checkIds.includes(row.checkId)) await observeCheck(workshop, run, row, seen);
}

async function observeCheck(workshop: Workshop, run: Run, row: CheckRunRow, seen: Seen): Promise<void> {
  const at = spokenOf(run);
  const { checkId, counts } = row;
  const judged = await judgedIn(workshop, row, seen.deviations);
  if (judged === undefined) {
    const [only, ...others] = run.connections;
    // Without its results, a run of several connections cannot be told apart.
    if (only !== undefined && others.length === 0) seen.watched(checkId, only).observeTogether(at, counts);
    return;
  }
  for (const connection of run.connections) {
    const own = judged.sights.filter((sight) => sight.connection === connection);
    if (own.length > 0) seen.watched(checkId, connection).observe(at, own);
    const whole = new Set(own.filter(sawWhole).map(({ place }) => place));
    seen.deviations.add({ at, checkId, connection, whole, results: judged.results.get(connection) ?? [] });
  }
}

interface Judged {
  readonly sights: readonly Sight[];
  /** What {@link DeviationLog.add} has to know, by connection. */
  readonly results: ReadonlyMap<string, readonly CheckResult[]>;
}

/** Undefined when retention has removed the results, and only the counts are left. */
async function judgedIn(workshop: Workshop, row: CheckRunRow, known: DeviationLog): Promise<Judged | undefined> {
  const results = new Map<string, CheckResult[]>();
  try {
    const sights = await readSights(workshop, row, {
      passes: (place) => known.deviatesIn(place),
      each(result) {
        if (result.outcome !== "fail" && result.outcome !== "undetermined" && !known.isOpen(result)) return;
        const list = results.get(result.connection);
        if (list === undefined) results.set(result.connection, [result]);
        else list.push(result);
      },
    });
    return { sights: [...sights.values()], results };
  } catch (error) {
    if (isExhibitError(error) && error.code === "PAYLOAD_REMOVED") return undefined;
    throw error;
  }
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
