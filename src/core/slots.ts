import type { ClaimOne } from "./claims.ts";
import type { Instant } from "./clock.ts";
import type { Actor } from "./errors.ts";

/** When a connection is due: by `cron` in `timeZone` (IANA, default UTC), or every `everyMs`. Exactly one of the two. */
export interface Schedule {
  readonly connection: string;
  readonly platform: string;
  /** Five fields, or six with seconds. */
  readonly cron?: string;
  readonly timeZone?: string;
  /** At least 1,000. Counted from 1970-01-01T00:00Z, so that every machine means the same instants. */
  readonly everyMs?: number;
  /** Starts are spread over this long after the due instant; where a start falls is fixed by connection and instant. */
  readonly jitterMs: number;
  /** 0 (first) to 1,000. */
  readonly priority: number;
}

export const SLOT_STATES = ["due", "running", "complete", "incomplete", "failed", "cancelled", "missed"] as const;
export type SlotState = (typeof SLOT_STATES)[number];
export type SlotEnd = Exclude<SlotState, "due" | "running">;

/** What went wrong with a slot, and who must act. */
export interface SlotError {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly actor: Actor;
}

/**
 * One collection of one connection that was due at an instant: the record of the schedule. It has one run id for its whole
 * life, however often it is tried, and ends exactly once.
 */
export interface Slot {
  readonly runId: string;
  readonly connection: string;
  readonly platform: string;
  readonly dueAt: Instant;
  /** Due instant and jitter; later after a failed attempt. */
  readonly notBefore: Instant;
  readonly trigger: "schedule" | "demand";
  readonly priority: number;
  readonly state: SlotState;
  /** How often a worker began it. */
  readonly attempts: number;
  /** How many of those failed in a way that is tried again. */
  readonly failures: number;
  /** How many of them ended with their worker: it was killed, or fell. */
  readonly crashes: number;
  readonly worker?: string;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  /** Of the last attempt; stays when a later one succeeds. */
  readonly error?: SlotError;
  /** Nothing but a person's action helps (an expired credential): the next slot tries once more. */
  readonly needsPerson: boolean;
  /** Why it was missed or cancelled: one sentence. */
  readonly reason?: string;
  /** The run that caught a missed slot up. */
  readonly caughtUpBy?: string;
  /** The failed slot that this one repeats, and the one that repeats this. */
  readonly replays?: string;
  readonly replayedBy?: string;
}

export interface NewSlot extends Pick<
  Slot,
  "runId" | "connection" | "platform" | "dueAt" | "notBefore" | "trigger" | "priority"
> {
  /** Set when it is recorded as missed at once. */
  readonly missed?: { readonly at: Instant; readonly reason: string; readonly caughtUpBy: string };
  readonly replays?: string;
}

/** A schedule as the database has it: slots up to and including `plannedUntil` exist. */
export interface PlannedSchedule extends Schedule {
  readonly plannedUntil: Instant;
}

export interface SlotFilter {
  readonly connection?: string;
  readonly connections?: readonly string[];
  readonly states?: readonly SlotState[];
  /** Due at or after, due before. */
  readonly since?: Instant;
  readonly until?: Instant;
  readonly needsPerson?: boolean;
  /** Dead letters: failed, not run again, and no later slot of the connection has completed since. */
  readonly dead?: true;
  readonly limit: number;
}

export type SlotBegin =
  | { readonly outcome: "begun"; readonly slot: Slot; readonly cancelled: boolean }
  | { readonly outcome: "ended" }
  | { readonly outcome: "paused" }
  | { readonly outcome: "behind"; readonly runId: string };

export interface SlotEnding {
  readonly state: SlotEnd;
  readonly at: Instant;
  readonly attempt?: number;
  readonly error?: SlotError;
  readonly needsPerson?: boolean;
  readonly reason?: string;
  readonly caughtUpBy?: string;
}

export interface SlotPutBack {
  readonly at: Instant;
  readonly notBefore: Instant;
  readonly error?: SlotError;
  /** As one of its failures. */
  readonly counts?: boolean;
}

export interface QueuePause {
  readonly from: Instant;
  /** Undefined while it holds. */
  readonly until?: Instant;
}

/** What a process that takes runs tells of itself. */
export interface WorkerReport {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly concurrency: number;
  readonly startedAt: Instant;
}

export interface WorkerRow extends WorkerReport {
  /** Run ids, by the slots. */
  readonly running: readonly string[];
  /** By the database's clock. */
  readonly heartbeatAt: Instant;
  /** Its last report is younger than a minute. */
  readonly alive: boolean;
}

/** The record of schedules and slots. Every method is one transaction, and may be repeated. */
export interface SlotStore {
  /**
   * Replaces all schedules. Known ones keep `plannedUntil`; new ones, and those that fall due at other instants than before,
   * get `from`: plan until then first. Due slots of removed schedules are cancelled.
   */
  saveSchedules(schedules: readonly Schedule[], from: Instant): Promise<void>;
  schedules(): Promise<readonly PlannedSchedule[]>;
  /** Moves `plannedUntil` on and adds the slots, unless another process did so since (false). Slots that exist stay as they are. */
  plan(schedule: PlannedSchedule, until: Instant, slots: readonly NewSlot[]): Promise<boolean>;
  /** Adds a slot outside of a schedule; false when there is one of this connection and instant. */
  add(slot: NewSlot): Promise<boolean>;
  /** RUN_NOT_FOUND when there is none. */
  get(runId: string): Promise<Slot>;
  /** Newest due first. */
  list(filter: SlotFilter): Promise<readonly Slot[]>;
  /** Of every connection with open slots, the one that is or must be worked on next: running first, then those whose time has come, by priority and due instant. */
  heads(now: Instant, connection?: string): Promise<readonly Slot[]>;
  /**
   * Marks the slot running by this worker and counts the attempt, and one that another worker left running as a crash. `behind`: another slot of the connection is running, or was
   * when its worker died, and must end first. `cancelled`: somebody asked for that while another worker had it. The caller
   * MUST hold the connection's claim.
   */
  begin(runId: string, worker: string, now: Instant): Promise<SlotBegin>;
  /**
   * Running → due again, or cancelled when somebody asked for that meanwhile. Undefined when this is not the running attempt
   * any more.
   */
  putBack(runId: string, attempt: number, back: SlotPutBack): Promise<"due" | "cancelled" | undefined>;
  /** Ends the slot; false when it had ended already, or `attempt` is not the running one: then nothing changed. */
  end(runId: string, end: SlotEnding): Promise<boolean>;
  /** A due slot is cancelled at once; a running one is marked, for its worker to see. */
  requestCancel(runId: string, at: Instant): Promise<"cancelled" | "requested" | "ended">;
  /** Which of these runs are of a slot that has not ended: the queue looks after them. */
  openAmong(runIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Which of these runs somebody wants cancelled. */
  cancelRequested(runIds: readonly string[]): Promise<readonly string[]>;
  /** Adds a slot that repeats a failed one, unless one does already (undefined). */
  replay(runId: string, slot: NewSlot): Promise<Slot | undefined>;
  /** Slots by platform and state, open ones only. */
  open(): Promise<readonly { readonly platform: string; readonly state: "due" | "running"; readonly count: number }[]>;
  paused(): Promise<boolean>;
  setPaused(paused: boolean, at: Instant): Promise<void>;
  /** The pause that holds, or the last one; undefined when there was none. */
  lastPause(): Promise<QueuePause | undefined>;
  claim: ClaimOne;
  heartbeat(worker: WorkerReport): Promise<void>;
  retireWorker(id: string): Promise<void>;
  workers(): Promise<readonly WorkerRow[]>;
}
