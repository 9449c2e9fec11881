import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { DelayedError, WaitingError } from "bullmq";
import { inTurn, instant, messageOf, pause } from "../core/index.ts";
import { attempt, KEPT_BACK_MS, STOP, type AttemptParts } from "./attempt.ts";
import type { AnyJob, AnyWorker, Backend } from "./backends.ts";
import { Gate } from "./gate.ts";
import { queueName, type Lines } from "./lines.ts";
import type { OpenQueueOptions, QueueTiming, RunProcessor, RunWorker, WorkOptions } from "./types.ts";

/** A crash costs a delivery; how many of them are too many is for the record to say. */
const MOST_STALLS = 1_000;

export interface WorkerParts {
  readonly options: OpenQueueOptions;
  readonly timing: QueueTiming;
  readonly backend: Backend;
  readonly lines: Lines;
  /** Plans this connection's slots; called when BullMQ's scheduler wakes it. */
  readonly wake: (connection: string) => Promise<void>;
  readonly sweep: () => Promise<unknown>;
  /** Waits for the queue, but not for long. */
  readonly briefly: (work: Promise<unknown>) => Promise<void>;
  readonly onError: (error: Error) => void;
}

/** Takes runs from all platforms' queues. */
export class Worker implements RunWorker {
  readonly id = randomUUID();
  readonly #parts: WorkerParts;
  readonly #attempt: AttemptParts;
  readonly #concurrency: number;
  readonly #gate: Gate;
  readonly #startedAt: string;
  readonly #workers = new Map<string, AnyWorker>();
  readonly #atWork = new Map<string, AbortController>();
  readonly #timers: Promise<void>[] = [];
  readonly #ended = new AbortController();
  readonly #follows = inTurn();
  #closing: Promise<void> | undefined;

  constructor(parts: WorkerParts, processor: RunProcessor, options: WorkOptions) {
    const { slots, clock, random, log, limits, maxAttempts = 4 } = parts.options;
    this.#parts = parts;
    this.#concurrency = options.concurrency ?? limits.concurrency;
    this.#gate = new Gate(this.#concurrency, this.#ended.signal);
    this.#startedAt = instant(clock.now());
    this.#attempt = {
      slots,
      clock,
      random,
      log,
      timing: parts.timing,
      maxAttempts,
      worker: this.id,
      processor,
      onEnd: options.onEnd,
    };
  }

  running(): readonly string[] {
    return [...this.#atWork.keys()];
  }

  async start(): Promise<void> {
    const { timing, sweep } = this.#parts;
    this.#workers.set(
      "",
      this.#listen(
        "schedule",
        async (job) => {
          await this.#parts.wake(job.data.connection);
        },
        1,
        // Wake-ups take nobody's place.
        new Gate(1, this.#ended.signal),
      ),
    );
    await this.#beat();
    this.#timers.push(
      this.#every(timing.heartbeatMs, () => this.#beat()),
      this.#every(timing.sweepMs, sweep),
    );
  }

  /** Aborts a run if it is at work here. */
  cancel(runId: string): void {
    this.#atWork.get(runId)?.abort(STOP.cancelled());
  }

  /** Listens to platforms that nobody here listened to yet. One call at a time: two would both find one missing. */
  follow(): Promise<void> {
    return this.#follows(() => this.#follow());
  }

  async #follow(): Promise<void> {
    for (const platform of await this.#parts.lines.platforms()) {
      if (this.#workers.has(platform)) continue;
      await this.#parts.lines.queue(platform);
      if (this.#ended.signal.aborted) return;
      const limit = this.#parts.options.limits.perPlatform[platform]?.concurrency ?? this.#concurrency;
      const deliver = (job: AnyJob, token: string | undefined) => this.#deliver(job, token);
      const concurrency = Math.min(limit, this.#concurrency);
      this.#workers.set(platform, this.#listen(queueName(platform), deliver, concurrency, this.#gate));
    }
  }

  close(options: { readonly graceMs: number }): Promise<void> {
    this.#closing ??= this.#close(options.graceMs);
    return this.#closing;
  }

  async #close(graceMs: number): Promise<void> {
    this.#ended.abort();
    const idle = Promise.all([...this.#workers.values()].map((worker) => worker.close()));
    if (!(await within(idle, graceMs))) {
      for (const controller of this.#atWork.values()) controller.abort(STOP.handedBack());
      // What does not heed its signal keeps its claim until the process ends; then another worker goes on.
      const { timing, options } = this.#parts;
      if (!(await within(idle, timing.handBackMs)))
        if (this.#atWork.size > 0)
          options.log("error", "runs did not heed that they were to end", { runs: this.running().join(" ") });
        else options.log("warn", "the queue is away; its workers are left without a word", {});
    }
    // A beat or a sweep may wait for a server that is away.
    await this.#parts.briefly(Promise.all(this.#timers));
    await this.#parts.options.slots.retireWorker(this.id);
  }

  #listen(
    name: string,
    deliver: (job: AnyJob, token: string | undefined) => Promise<void>,
    concurrency: number,
    room: Gate,
  ): AnyWorker {
    const { timing, backend, onError } = this.#parts;
    const options = {
      name: this.id,
      concurrency,
      lockDuration: timing.lockMs,
      stalledInterval: timing.stalledMs,
      maxStalledCount: MOST_STALLS,
      runRetryDelay: 1_000,
    };
    const worker = backend.worker(name, deliver, options, room);
    worker.on("error", onError);
    // Ends of runs never fail a job: this is the record or the queue being away. The sweep brings the job back.
    worker.on("failed", (_, error) => onError(error));
    return worker;
  }

  async #deliver(job: AnyJob, token: string | undefined): Promise<void> {
    const { runId, connection } = job.data;
    if (runId === undefined) return;
    if (this.#atWork.has(runId)) return again(job, token, KEPT_BACK_MS);
    const stop = new AbortController();
    this.#atWork.set(runId, stop);
    try {
      if (this.#closing !== undefined) return await again(job, token, 0);
      const result = await attempt(runId, connection, stop, this.#attempt);
      if (result.outcome === "done") {
        if (result.ended) await this.#next(connection);
        return;
      }
      if (result.behind === true) await this.#next(connection);
      return await again(job, token, result.afterMs);
    } finally {
      this.#atWork.delete(runId);
    }
  }

  /** The next of the line. When the queue is away just now, the sweep does it. */
  #next(connection: string): Promise<void> {
    return this.#parts.briefly(this.#parts.lines.dispatch(connection));
  }

  async #beat(): Promise<void> {
    const { slots, version = "" } = this.#parts.options;
    await slots.heartbeat({
      id: this.id,
      host: hostname(),
      pid: process.pid,
      version,
      concurrency: this.#concurrency,
      startedAt: this.#startedAt,
    });
    const running = this.running();
    if (running.length > 0) for (const runId of await slots.cancelRequested(running)) this.cancel(runId);
    await this.follow();
  }

  async #every(ms: number, work: () => Promise<unknown>): Promise<void> {
    const { signal } = this.#ended;
    for (;;) {
      await pause(ms, signal);
      if (signal.aborted) return;
      try {
        await work();
      } catch (error) {
        this.#parts.onError(error instanceof Error ? error : new Error(messageOf(error)));
      }
    }
  }
}

/** Gives the job back to the queue; BullMQ wants to be told by an error. */
async function again(job: AnyJob, token: string | undefined, afterMs: number): Promise<never> {
  if (afterMs === 0) {
    await job.moveToWait(token);
    throw new WaitingError();
  }
  await job.moveToDelayed(Date.now() + afterMs, token);
  throw new DelayedError();
}

async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(ms, timer.signal).then(() => false)]);
  } finally {
    timer.abort();
  }
}
