import { setTimeout as sleep } from "node:timers/promises";
import {
  ExhibitError,
  instant,
  isExhibitError,
  type Clock,
  type QueuePause,
  type Slot,
  type SlotEnding,
  type SlotError,
  type SlotStore,
} from "../core/index.ts";
import { isLast, judgeEnd, judgeError, tooOften, type Verdict } from "./judge-end.ts";
import type { QueueLog, QueueTiming, RunJob, RunProcessor, WorkOptions } from "./types.ts";

/**
 * How long a run that cannot begin is kept back: each delivery of it counts towards its platform's rate. The end of what it
 * waits for, and the sweep, bring it forward ({@link Lines.dispatch}).
 */
export const KEPT_BACK_MS = 10 * 60_000;
/** How long the end of an attempt is held back while the database restarts. */
const PATIENCE_MS = 60_000;
const LONGEST_PAUSE_MS = 2_000;

export interface AttemptParts {
  readonly slots: SlotStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: QueueLog;
  readonly timing: QueueTiming;
  readonly maxAttempts: number;
  readonly worker: string;
  readonly processor: RunProcessor;
  readonly onEnd: WorkOptions["onEnd"];
}

/** What a delivery leads to: the job is done with, or must come again. `ended`: the connection's next slot may begin. */
export type AttemptOutcome =
  | { readonly outcome: "done"; readonly ended: boolean }
  | { readonly outcome: "again"; readonly afterMs: number; readonly behind?: true };

const DONE: AttemptOutcome = { outcome: "done", ended: false };
const BUSY = { outcome: "again", afterMs: KEPT_BACK_MS } as const;

/**
 * One delivery of a run, which may be the second of the same: whoever has the connection's claim has the run, and only an
 * open slot is begun.
 */
export async function attempt(
  runId: string,
  connection: string,
  stop: AbortController,
  parts: AttemptParts,
): Promise<AttemptOutcome> {
  const { slots } = parts;
  const release = await slots.claim(`connection ${connection}`);
  if (release === undefined) return BUSY;
  try {
    if (await passOver(runId, parts)) return { outcome: "done", ended: true };
    const begun = await slots.begin(runId, parts.worker, instant(parts.clock.now()));
    if (begun.outcome === "ended") return { outcome: "done", ended: true };
    if (begun.outcome === "paused") return BUSY;
    if (begun.outcome === "behind") return { ...BUSY, behind: true };
    if (begun.cancelled) stop.abort(STOP.cancelled());
    return await work(begun.slot, stop, parts);
  } finally {
    await release();
  }
}

/**
 * A scheduled slot that waited so long that a later one is due as well is missed; the newest one catches it up. With it go
 * those between the two: each delivery counts towards the platform's rate.
 */
async function passOver(runId: string, { slots, clock, timing }: AttemptParts): Promise<boolean> {
  const slot = await slots.get(runId);
  const now = clock.now();
  const isLate = ({ state, trigger, attempts, dueAt }: Slot): boolean =>
    state === "due" &&
    trigger === "schedule" &&
    attempts === 0 &&
    now.getTime() - Date.parse(dueAt) > timing.lateAfterMs;
  if (!isLate(slot)) return false;
  const due = await slots.list({ connection: slot.connection, states: ["due"], since: slot.dueAt, limit: 1_000 });
  const [newest, ...others] = due.filter(({ trigger }) => trigger === "schedule");
  if (newest === undefined || newest.runId === runId) return false;
  const pause = await slots.lastPause();
  for (const late of others.filter(isLate)) {
    await slots.end(late.runId, {
      state: "missed",
      at: instant(now),
      reason: wasPaused(late, newest, pause) ? PAUSED : NOBODY_FREE,
      caughtUpBy: newest.runId,
    });
  }
  return true;
}

const NOBODY_FREE = "no worker was free to begin it before the next one was due";
const PAUSED = "the queue was paused, and the next one was due before this one was begun";

/** Whether a pause fell in the time in which it could have begun. */
function wasPaused({ notBefore }: Slot, next: Slot, pause: QueuePause | undefined): boolean {
  if (pause === undefined) return false;
  return pause.from < next.dueAt && (pause.until === undefined || pause.until > notBefore);
}

async function work(slot: Slot, stop: AbortController, parts: AttemptParts): Promise<AttemptOutcome> {
  const { maxAttempts, log } = parts;
  const job: RunJob = {
    runId: slot.runId,
    connection: slot.connection,
    platform: slot.platform,
    dueAt: slot.dueAt,
    attempt: slot.attempts,
    lastAttempt: isLast(slot, maxAttempts),
    trigger: slot.trigger,
  };
  const started = performance.now();
  const verdict = tooOften(slot) ? GIVEN_UP : await judged(job, slot, stop, parts);
  const settled = await untilReachable(() => settle(slot, verdict, parts), log);
  const fields = { run: slot.runId, connection: slot.connection, attempt: slot.attempts };
  if (settled === undefined) {
    log("warn", "another worker has taken the run over; this end of it does not count", fields);
    return DONE;
  }
  tell(settled, fields, log);
  parts.onEnd?.(job, await untilReachable(() => parts.slots.get(slot.runId), log), performance.now() - started);
  return settled.to === "end" ? { outcome: "done", ended: true } : { outcome: "again", afterMs: settled.afterMs };
}

const GIVEN_UP: Verdict = {
  to: "end",
  state: "failed",
  error: {
    code: "RUN_INTERRUPTED",
    message: "the run was begun many times, and its worker ended each time before the run did",
    remedy: "look at the log of the workers for what ends them (memory, a crash), then replay the run",
    actor: "operator",
  },
};

async function judged(job: RunJob, slot: Slot, stop: AbortController, parts: AttemptParts): Promise<Verdict> {
  const context = () => ({
    slot,
    maxAttempts: parts.maxAttempts,
    retryMs: parts.timing.retryMs,
    random: parts.random,
    stopped: stop.signal.aborted ? stopCode(stop.signal.reason) : undefined,
  });
  try {
    return judgeEnd(await parts.processor(job, stop.signal), context());
  } catch (error) {
    return judgeError(error, context());
  }
}

/** Why a run's signal is aborted. */
export const STOP = {
  cancelled: () => new ExhibitError("CANCELLED", "the run was cancelled"),
  handedBack: () => new ExhibitError("RUN_INTERRUPTED", "the process that worked on the run is ending"),
} as const;

function stopCode(reason: unknown): "CANCELLED" | "RUN_INTERRUPTED" {
  return isExhibitError(reason) && reason.code === "RUN_INTERRUPTED" ? "RUN_INTERRUPTED" : "CANCELLED";
}

/** What the verdict came to in the record: somebody may have cancelled the run a moment ago. Undefined: not ours any more. */
async function settle(slot: Slot, verdict: Verdict, { slots, clock }: AttemptParts): Promise<Verdict | undefined> {
  const now = clock.now();
  if (verdict.to === "again") {
    const state = await slots.putBack(slot.runId, slot.attempts, {
      at: instant(now),
      notBefore: instant(new Date(now.getTime() + verdict.afterMs)),
      counts: verdict.counts,
      ...errorOf(verdict),
    });
    if (state === "cancelled") return { to: "end", state, ...errorOf(verdict) };
    return state === undefined ? undefined : verdict;
  }
  const ending: SlotEnding = {
    state: verdict.state,
    at: instant(now),
    attempt: slot.attempts,
    needsPerson: verdict.needsPerson === true,
    ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
    ...errorOf(verdict),
  };
  return (await slots.end(slot.runId, ending)) ? verdict : undefined;
}

function errorOf(verdict: Verdict): { readonly error?: SlotError } {
  return verdict.error === undefined ? {} : { error: verdict.error };
}

function tell(verdict: Verdict, fields: Readonly<Record<string, string | number>>, log: QueueLog): void {
  const { error } = verdict;
  const about =
    error === undefined ? fields : { ...fields, code: error.code, actor: error.actor, reason: error.message };
  if (verdict.to === "again") log("warn", "run will be tried again", { ...about, afterMs: verdict.afterMs });
  else if (verdict.needsPerson === true) log("error", "run needs a person", about);
  else log(verdict.state === "failed" ? "error" : "info", "run ended", { ...about, state: verdict.state });
}

const AWAY: ReadonlySet<string> = new Set(["STORE_UNREACHABLE", "DISK_FULL"]);

/** The database may restart under a run, or be full for a moment; what the run came to must not be lost for that. */
async function untilReachable<T>(work: () => Promise<T>, log: QueueLog): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      const away = isExhibitError(error) && AWAY.has(error.code);
      if (!away || performance.now() > deadline) throw error;
      log("warn", "the database cannot take the end of a run now; it waits", { code: error.code, pauseMs });
      await sleep(pauseMs);
    }
  }
}
