import { setTimeout as sleep } from "node:timers/promises";
import { ExhibitError, inTurn, instant, isExhibitError, messageOf, type NewSlot, type Slot } from "../core/index.ts";
import { openBackend } from "./backends.ts";
import { Lines } from "./lines.ts";
import { planSlots, runIds } from "./planner.ts";
import { requireSound } from "./times.ts";
import type { OpenQueueOptions, QueueCounts, QueueLog, QueueTiming, RunQueue, SweepReport } from "./types.ts";
import { WakeUps } from "./wake-ups.ts";
import { Worker } from "./worker.ts";

const TIMING: QueueTiming = {
  lockMs: 30_000,
  stalledMs: 15_000,
  heartbeatMs: 2_000,
  sweepMs: 30_000,
  lateAfterMs: 15 * 60_000,
  retryMs: 30_000,
  handBackMs: 10_000,
};
/**
 * The database works in the thread that renews the locks, and may keep it for long. Nobody else could take a run anyway, nor
 * cancel one unseen.
 */
const EMBEDDED: Partial<QueueTiming> = { lockMs: 5 * 60_000, heartbeatMs: 5_000 };
const BRIEFLY_MS = 5_000;
const LATE = new Error("the queue does not answer");
/** Same-instant demands of one connection move on by a millisecond. */
const MOST_COLLISIONS = 1_000;

/**
 * Connects, brings the queue's own tables up to date and rebuilds what the record says. CONFIG_INVALID for a malformed URL or
 * a Redis that may evict keys, QUEUE_UNREACHABLE when Redis cannot be reached.
 */
export async function openQueue(options: OpenQueueOptions): Promise<RunQueue> {
  const {
    backend: { kind },
    slots,
    clock,
    log,
  } = options;
  const timing = { ...TIMING, ...(kind === "embedded" ? EMBEDDED : {}), ...options.timing };
  const backend = await reaching(() => openBackend(options));
  const onError = sparing(log);
  const lines = new Lines({ backend, slots, clock, limits: options.limits, paused: await slots.paused(), onError });
  const wakeUps = new WakeUps(backend, onError);
  const newRunId = runIds(() => clock.now(), options.random);
  let worker: Worker | undefined;

  const planAll = async (only?: string, now = clock.now()): Promise<{ planned: number; missed: number }> => {
    let planned = 0;
    let missed = 0;
    for (const schedule of await slots.schedules()) {
      if (only !== undefined && schedule.connection !== only) continue;
      const plan = planSlots(schedule, { now, lateAfterMs: timing.lateAfterMs, newRunId });
      if (plan === undefined || !(await slots.plan(schedule, plan.until, plan.slots))) continue;
      planned += 1;
      missed += plan.missed;
      if (plan.missed > 0)
        log("warn", "slots were missed", { connection: schedule.connection, missed: plan.missed, until: plan.until });
    }
    return { planned, missed };
  };

  /** The record holds already: a queue that is away must neither fail nor hold up who asked. The sweep makes up for it. */
  const briefly = async (work: Promise<unknown>): Promise<void> => {
    const answered = work.then(
      () => undefined,
      (error: unknown) => error,
    );
    const late = sleep(BRIEFLY_MS, LATE, { ref: false });
    const problem = await Promise.race([answered, late]);
    if (problem !== undefined) onError(problem instanceof Error ? problem : new Error(messageOf(problem)));
  };

  const sweepOnce = async (): Promise<SweepReport> => {
    // In this order: what falls due in between is planned here, and what comes later wakes somebody.
    await wakeUps.set(await slots.schedules());
    await lines.restore(await slots.paused());
    const planned = await planAll();
    return { ...planned, queued: await lines.dispatch() };
  };

  // One after the other: one with schedules of before must not come last.
  const sweeps = inTurn();
  const sweep = (): Promise<SweepReport> => sweeps(sweepOnce);

  const wake = async (connection: string): Promise<void> => {
    await planAll(connection);
    await lines.dispatch(connection);
  };

  const demand = async (slot: Omit<NewSlot, "runId" | "dueAt" | "notBefore">): Promise<string> => {
    for (let ms = 0; ms < MOST_COLLISIONS; ms += 1) {
      const at = instant(new Date(clock.now().getTime() + ms));
      const runId = newRunId();
      if (!(await slots.add({ ...slot, runId, dueAt: at, notBefore: at }))) continue;
      await briefly(lines.dispatch(slot.connection));
      return runId;
    }
    throw new ExhibitError("INTERNAL", `no instant is free for another run of ${slot.connection}`);
  };

  const close = async (): Promise<void> => {
    await worker?.close({ graceMs: 0 });
    // Of a server that is away there is nothing to wait for.
    await briefly(Promise.all([wakeUps.close(), lines.close()]));
    await backend.close();
  };

  try {
    await reaching(async () => {
      // Jobs that a killed process held would wait for their locks; nobody else can hold one.
      if (kind === "embedded") await Promise.all([lines.wipe(), wakeUps.wipe()]);
      await sweep();
    });
  } catch (error) {
    await close().catch(onError);
    throw error;
  }

  return {
    kind,
    setSchedules: async (schedules) => {
      schedules.forEach(requireSound);
      // What the ones of before owe, they owe until the instant from which the new ones do.
      const now = clock.now();
      await planAll(undefined, now);
      await slots.saveSchedules(schedules, instant(now));
      await briefly(sweep().then(() => worker?.follow()));
    },
    schedules: () => slots.schedules(),
    enqueue: async (connection, { platform, priority = 0, trigger = "demand" } = {}) => {
      const known = platform ?? (await slots.schedules()).find((one) => one.connection === connection)?.platform;
      if (known === undefined) {
        throw new ExhibitError(
          "USAGE_INVALID",
          `connection ${connection} has no schedule, and its platform was not given`,
        );
      }
      return demand({ connection, platform: known, priority, trigger });
    },
    work: async (processor, workOptions = {}) => {
      if (worker !== undefined) throw new ExhibitError("INTERNAL", "this queue has a worker already");
      worker = new Worker({ options, timing, backend, lines, wake, sweep, briefly, onError }, processor, workOptions);
      await worker.start();
      return worker;
    },
    pause: async () => {
      await slots.setPaused(true, instant(clock.now()));
      await briefly(lines.restore(true));
    },
    resume: async () => {
      await slots.setPaused(false, instant(clock.now()));
      await briefly(lines.restore(false));
    },
    paused: () => slots.paused(),
    cancel: async (runId) => {
      const result = await slots.requestCancel(runId, instant(clock.now()));
      if (result === "requested") worker?.cancel(runId);
      if (result === "cancelled") {
        const slot = await slots.get(runId);
        await briefly(lines.forget(slot));
        await briefly(lines.dispatch(slot.connection));
      }
      return result !== "ended";
    },
    counts: () => counts(options, lines),
    slot: (runId) => slots.get(runId),
    replay: async (runId) => {
      const { connection, platform, priority } = await slots.get(runId);
      const at = instant(clock.now());
      const fresh: NewSlot = {
        runId: newRunId(),
        connection,
        platform,
        dueAt: at,
        notBefore: at,
        trigger: "demand",
        priority,
      };
      const slot: Slot | undefined = await slots.replay(runId, fresh);
      if (slot !== undefined) await briefly(lines.dispatch(connection));
      return slot?.runId;
    },
    workers: () => slots.workers(),
    sweep,
    close,
  };
}

/** What the queue's driver throws at the start means that its server cannot be used. */
async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isExhibitError(error)) throw error;
    throw new ExhibitError("QUEUE_UNREACHABLE", `the queue's server cannot be used: ${messageOf(error)}`, {
      remedy: "Check that the server runs, and that it allows enough connections; then repeat the command.",
      cause: error,
    });
  }
}

const REPEAT_AFTER_MS = 30_000;

/** Tells an error of the queue; the same one again only after a while. A server that is away is found so many times a second. */
function sparing(log: QueueLog): (error: Error) => void {
  const told = new Map<string, number>();
  return (error) => {
    const reason = messageOf(error);
    const now = performance.now();
    if (now - (told.get(reason) ?? -Infinity) < REPEAT_AFTER_MS) return;
    if (told.size > 100) told.clear();
    told.set(reason, now);
    log("warn", "the queue had an error", { reason });
  };
}

async function counts({ slots }: OpenQueueOptions, lines: Lines): Promise<QueueCounts> {
  const platforms: Record<string, { due: number; running: number }> = {};
  for (const { platform, state, count } of await slots.open()) {
    platforms[platform] = { due: 0, running: 0, ...platforms[platform], [state]: count };
  }
  let [waiting, delayed, active] = [0, 0, 0];
  for (const queue of await lines.queues()) {
    const jobs = await queue.getJobCounts("waiting", "prioritized", "delayed", "active");
    waiting += (jobs["waiting"] ?? 0) + (jobs["prioritized"] ?? 0);
    delayed += jobs["delayed"] ?? 0;
    active += jobs["active"] ?? 0;
  }
  return { platforms, waiting, delayed, active, paused: await slots.paused() };
}
