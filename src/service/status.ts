import { instant, type Instant, type PlannedSchedule, type Slot, type SlotStore, type Store } from "../core/index.ts";
import { nextStart } from "../queue/times.ts";
import { deadLetters, lastSealed, waitingForPeople } from "./facts.ts";

export interface ScheduleStatus {
  readonly connection: string;
  readonly platform: string;
  /** `0 3 * * * Europe/Berlin`, or `every 3600 s`. */
  readonly when: string;
  readonly last?: Pick<Slot, "runId" | "state" | "dueAt" | "endedAt">;
  readonly running?: Pick<Slot, "runId" | "startedAt" | "attempts">;
  /** When the next run may begin; gone by already while it waits for its turn. */
  readonly nextAt: Instant;
  /** When evidence of the connection was last sealed. */
  readonly sealedAt?: Instant;
}

/** Slots of one connection that nobody ran, one after the other. */
export interface MissedStretch {
  readonly connection: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly slots: number;
  readonly reason?: string;
  readonly caughtUpBy?: string;
}

export interface Need {
  readonly what: string;
  readonly remedy: string;
  readonly connection?: string;
  readonly runId?: string;
  readonly code?: string;
}

export interface Status {
  readonly asOf: Instant;
  readonly paused: boolean;
  readonly schedules: readonly ScheduleStatus[];
  /** Connections of the configuration that no schedule collects. */
  readonly unscheduled: readonly string[];
  readonly workers: readonly {
    id: string;
    host: string;
    pid: number;
    version: string;
    alive: boolean;
    running: readonly string[];
  }[];
  /** By platform: waiting for their turn, and at work. */
  readonly queue: readonly { readonly platform: string; readonly due: number; readonly running: number }[];
  /** Failed runs that nothing later made up for. */
  readonly deadLetters: number;
  readonly missed: readonly MissedStretch[];
  readonly needsPerson: readonly Need[];
}

export interface StatusOptions {
  readonly slots: SlotStore;
  readonly store: Store;
  /** Ids of the configuration. */
  readonly connections: readonly string[];
  readonly now: Date;
  /** How far back missed slots are told. */
  readonly since: Instant;
}

const MOST = 1_000;

/** How the service stands, by the record: nothing of the queue is opened, and nothing is changed. */
export async function serviceStatus({ slots, store, connections, now, since }: StatusOptions): Promise<Status> {
  const planned = await slots.schedules();
  const sealed = await lastSealed(store, connections);
  const schedules: ScheduleStatus[] = [];
  for (const schedule of planned)
    schedules.push(await scheduleStatus(slots, schedule, now, sealed.get(schedule.connection)));
  const workers = await slots.workers();
  const paused = await slots.paused();
  const dead = await deadLetters(slots, connections);
  const needs = [
    ...(await waitingForPeople(slots, connections)).map(needOf),
    ...dead.filter(({ needsPerson }) => !needsPerson).map(deadNeed),
    ...(schedules.length > 0 && !workers.some(({ alive }) => alive) ? [NO_WORKER] : []),
    ...(paused ? [PAUSED] : []),
  ];
  return {
    asOf: instant(now),
    paused,
    schedules,
    unscheduled: connections.filter((id) => !planned.some(({ connection }) => connection === id)),
    workers: workers.map(({ id, host, pid, version, alive, running }) => ({ id, host, pid, version, alive, running })),
    queue: byPlatform(await slots.open()),
    deadLetters: dead.length,
    missed: stretches(await slots.list({ states: ["missed"], since, limit: MOST })),
    needsPerson: needs,
  };
}

const NO_WORKER: Need = { what: "no worker is alive, so nothing is collected", remedy: "start `exhibit serve`" };
const PAUSED: Need = { what: "the queue is paused: no run begins", remedy: "`exhibit queue resume`" };

async function scheduleStatus(
  slots: SlotStore,
  schedule: PlannedSchedule,
  now: Date,
  sealedAt: Instant | undefined,
): Promise<ScheduleStatus> {
  const { connection, platform } = schedule;
  const [last] = await slots.list({ connection, states: ["complete", "incomplete", "failed", "cancelled"], limit: 1 });
  const [running] = await slots.list({ connection, states: ["running"], limit: 1 });
  return {
    connection,
    platform,
    when: whenOf(schedule),
    ...(last === undefined
      ? {}
      : {
          last: {
            runId: last.runId,
            state: last.state,
            dueAt: last.dueAt,
            ...(last.endedAt === undefined ? {} : { endedAt: last.endedAt }),
          },
        }),
    ...(running === undefined
      ? {}
      : {
          running: {
            runId: running.runId,
            attempts: running.attempts,
            ...(running.startedAt === undefined ? {} : { startedAt: running.startedAt }),
          },
        }),
    nextAt: await nextAt(slots, schedule, now),
    ...(sealedAt === undefined ? {} : { sealedAt }),
  };
}

/** A slot that waits for its jitter, its next attempt or its turn comes before any that falls due later. */
async function nextAt(slots: SlotStore, schedule: PlannedSchedule, now: Date): Promise<Instant> {
  const waiting = await slots.list({ connection: schedule.connection, states: ["due"], limit: MOST });
  const [first] = waiting.map(({ notBefore }) => notBefore).toSorted();
  return first ?? nextStart(schedule, now).startsAt;
}

function whenOf({ cron, timeZone, everyMs }: PlannedSchedule): string {
  return cron === undefined ? `every ${(everyMs ?? 0) / 1000} s` : `${cron} ${timeZone ?? "UTC"}`;
}

function needOf({ connection, runId, error }: Slot): Need {
  return {
    connection,
    runId,
    what: error?.message ?? "the last run needs somebody to act",
    remedy: error?.remedy ?? `see \`exhibit explain\` of run ${runId}`,
    ...(error === undefined ? {} : { code: error.code }),
  };
}

function deadNeed({ connection, runId, error }: Slot): Need {
  return {
    connection,
    runId,
    what: error?.message ?? "the run failed",
    remedy: `${error?.remedy === undefined ? "" : `${error.remedy}; `}then \`exhibit queue replay ${runId}\``,
    ...(error === undefined ? {} : { code: error.code }),
  };
}

function byPlatform(
  open: readonly { readonly platform: string; readonly state: "due" | "running"; readonly count: number }[],
): Status["queue"] {
  const platforms = new Map<string, { platform: string; due: number; running: number }>();
  for (const { platform, state, count } of open)
    platforms.set(platform, { platform, due: 0, running: 0, ...platforms.get(platform), [state]: count });
  return [...platforms.values()].toSorted((a, b) => a.platform.localeCompare(b.platform));
}

/** Slots come newest first; those of one connection that one run caught up belong together. */
function stretches(missed: readonly Slot[]): readonly MissedStretch[] {
  const found = new Map<string, MissedStretch>();
  for (const { connection, dueAt, reason, caughtUpBy } of missed) {
    const key = `${connection}\n${caughtUpBy ?? ""}`;
    const known = found.get(key);
    found.set(key, {
      connection,
      from: dueAt,
      to: known?.to ?? dueAt,
      slots: (known?.slots ?? 0) + 1,
      ...(reason === undefined ? {} : { reason }),
      ...(caughtUpBy === undefined ? {} : { caughtUpBy }),
    });
  }
  return [...found.values()];
}
