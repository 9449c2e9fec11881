import type { Clock, Instant, Schedule, Slot, SlotEnd, SlotError, SlotStore, WorkerRow } from "../core/index.ts";

/** What BullMQ asks of a PostgreSQL pool. `OpenedStore.queuePool()` gives one for either database; its owner ends it. */
export interface PgPoolLike {
  connect(): Promise<unknown>;
  query(text: string, params?: readonly unknown[]): Promise<unknown>;
  end(): Promise<void>;
}

export type QueueBackend =
  | { readonly kind: "embedded"; readonly pool: PgPoolLike }
  | { readonly kind: "postgres"; readonly pool: PgPoolLike }
  | { readonly kind: "redis"; readonly url: string };

export interface PlatformLimit {
  /** Runs at the same time, over all workers. */
  readonly concurrency: number;
  /** Attempts at runs begun in a minute, over all workers. */
  readonly perMinute?: number | undefined;
}

export interface QueueLimits {
  /** Runs at the same time in this process. */
  readonly concurrency: number;
  /** A platform that is not named here may run as much as the processes can. */
  readonly perPlatform: Readonly<Record<string, PlatformLimit>>;
}

/** Fields are plain values; a message never changes with them. */
export interface QueueLog {
  (
    level: "debug" | "info" | "warn" | "error",
    message: string,
    fields: Readonly<Record<string, string | number | boolean>>,
  ): void;
}

export interface QueueTiming {
  /** How long a worker may be silent before its run is given to another; default 30 s (embedded 5 min). */
  readonly lockMs: number;
  /** How often lost runs are looked for; default 15 s. */
  readonly stalledMs: number;
  /** How often a worker reports itself and looks for cancellations; default 2 s (embedded 5 s). */
  readonly heartbeatMs: number;
  /** How often {@link RunQueue.sweep} runs by itself while working; default 30 s. */
  readonly sweepMs: number;
  /** A slot that nobody began this long after it was due is missed; default 15 min. */
  readonly lateAfterMs: number;
  /** First pause after a failed attempt, doubled for each further one, at most 30 min; default 30 s. */
  readonly retryMs: number;
  /** How long a closing worker waits for runs whose signal it aborted; default 10 s. */
  readonly handBackMs: number;
}

export interface OpenQueueOptions {
  readonly backend: QueueBackend;
  readonly slots: SlotStore;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: QueueLog;
  readonly limits: QueueLimits;
  /** Version of Exhibit, for the list of workers. */
  readonly version?: string;
  /** Attempts of a run whose platform is at fault; default 4. */
  readonly maxAttempts?: number;
  readonly timing?: Partial<QueueTiming>;
  /** Namespace of keys in Redis; default `exhibit`. */
  readonly prefix?: string;
}

export interface RunJob {
  readonly runId: string;
  readonly connection: string;
  readonly platform: string;
  /** When it was due, jitter not counted. */
  readonly dueAt: Instant;
  /** 1 for the first; also counts attempts that a crash ended. */
  readonly attempt: number;
  /** A failure that a later attempt could mend is final now: end the run with what there is. */
  readonly lastAttempt: boolean;
  readonly trigger: Slot["trigger"];
}

/** How an attempt ended. */
export type JobEnd =
  | { readonly status: Exclude<SlotEnd, "missed"> }
  /** An error costs one of the run's attempts, unless it does not count. */
  | { readonly retryAfterMs: number; readonly error?: SlotError; readonly counts?: false }
  | {
      readonly needsPerson: { readonly code: string; readonly message: string; readonly remedy?: string };
      /** Default `failed`. */
      readonly status?: "incomplete" | "failed";
    };

/**
 * Does one run. MUST be idempotent by run id: after a crash it is called again, and a delivery may come twice. The signal
 * is aborted with an ExhibitError as reason: CANCELLED when somebody cancelled the run (seal what there is), RUN_INTERRUPTED when
 * this process ends (seal nothing, another one takes over). What it throws is judged by who must act: `retryable` errors are tried
 * again, an operator's need a person, all others are dead letters.
 */
export type RunProcessor = (job: RunJob, signal: AbortSignal) => Promise<JobEnd>;

export interface WorkOptions {
  /** Default: `limits.concurrency`. */
  readonly concurrency?: number;
  /** Told after every attempt, with the slot as it stands then; for metrics and logs. */
  readonly onEnd?: (job: RunJob, slot: Slot, durationMs: number) => void;
}

export interface RunWorker {
  readonly id: string;
  /** Run ids that this process works on. */
  running(): readonly string[];
  /**
   * Takes no more runs, waits `graceMs` for those at work, then aborts their signal (RUN_INTERRUPTED) and gives them back:
   * another worker, or the next start, has them at once.
   */
  close(options: { readonly graceMs: number }): Promise<void>;
}

export interface QueueCounts {
  /** By the record: slots that wait for their turn, and at work. */
  readonly platforms: Readonly<Record<string, { readonly due: number; readonly running: number }>>;
  /** In the queue itself. */
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly paused: boolean;
}

export interface SweepReport {
  readonly planned: number;
  readonly missed: number;
  readonly queued: number;
}

/** The trigger of runs. The record is {@link SlotStore}: all that is in here can be lost and built again by `sweep`. */
export interface RunQueue {
  readonly kind: QueueBackend["kind"];
  /** Makes these the schedules. Slots and runs at work stay; due slots of schedules that are gone are cancelled. */
  setSchedules(schedules: readonly Schedule[]): Promise<void>;
  schedules(): Promise<readonly Schedule[]>;
  /** A run outside of the schedule; returns its run id. The platform is that of its schedule when not given. */
  enqueue(
    connection: string,
    options?: { readonly platform?: string; readonly priority?: number; readonly trigger?: Slot["trigger"] },
  ): Promise<string>;
  /** Takes runs until closed. Once per process. */
  work(processor: RunProcessor, options?: WorkOptions): Promise<RunWorker>;
  /** No run begins until `resume`, on no worker. Runs at work go on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  paused(): Promise<boolean>;
  /** Also of a run that another worker has. False when it has ended already. */
  cancel(runId: string): Promise<boolean>;
  counts(): Promise<QueueCounts>;
  /** RUN_NOT_FOUND when no slot has this run id. */
  slot(runId: string): Promise<Slot>;
  /** Runs a failed slot again, under a new run id, which is returned. Undefined when it did not fail or was replayed. */
  replay(runId: string): Promise<string | undefined>;
  workers(): Promise<readonly WorkerRow[]>;
  /** Plans what became due, records what was missed, and brings back what a crash or a flushed queue lost. */
  sweep(): Promise<SweepReport>;
  close(): Promise<void>;
}

/**
 * Connects, brings the queue's own tables up to date and rebuilds what the record says. CONFIG_INVALID for a malformed URL,
 * QUEUE_UNREACHABLE when Redis cannot be reached.
 */
export type OpenQueue = (options: OpenQueueOptions) => Promise<RunQueue>;
