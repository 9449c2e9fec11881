import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock, Schedule, Slot, SlotStore } from "../../src/core/index.ts";
import {
  openQueue,
  type OpenQueueOptions,
  type QueueBackend,
  type RunProcessor,
  type RunQueue,
} from "../../src/queue/index.ts";
import { openStore, type OpenedStore } from "../../src/store/index.ts";

/** What tells the three backends apart. */
export interface BedOptions {
  readonly kind: QueueBackend["kind"];
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
}

export const FAST = { lockMs: 2_000, stalledMs: 500, heartbeatMs: 150, sweepMs: 1_000, retryMs: 40 } as const;

/** What the parts of the suite share. */
export interface Suite {
  readonly options: () => BedOptions | Promise<BedOptions>;
  readonly freshDatabase: (() => Promise<string>) | undefined;
  /** There from the first test on. */
  readonly bed: () => Bed;
  readonly all: () => Promise<readonly Slot[]>;
}

export const HOUR = 3_600_000;
export const done: RunProcessor = async () => ({ status: "complete" });

/** A database with a queue on it, emptied between tests. */
export class Bed {
  readonly options: BedOptions;
  readonly opened: OpenedStore;
  readonly dataDir: string;
  /** What the queues of this test said. */
  readonly log: string[] = [];
  readonly #queues: RunQueue[] = [];

  constructor(options: BedOptions, opened: OpenedStore, dataDir: string) {
    this.options = options;
    this.opened = opened;
    this.dataDir = dataDir;
  }

  get slots(): SlotStore {
    return this.opened.slots;
  }

  /** One more process's queue; closed by {@link reset}. */
  async queue(options: Partial<OpenQueueOptions> = {}): Promise<RunQueue> {
    const queue = await openQueue({
      backend: await backendOf(this.options, this.opened),
      slots: this.opened.slots,
      clock: { now: () => new Date() },
      random: seeded(this.#queues.length + 1),
      log: (level, message, fields) => void this.log.push(`${level} ${message} ${JSON.stringify(fields)}`),
      limits: { concurrency: 4, perPlatform: {} },
      ...options,
      timing: { ...FAST, ...options.timing },
    });
    this.#queues.push(queue);
    return queue;
  }

  /** Throws away what is in the queue, as a Redis without persistence would; the record stays. */
  async flush(): Promise<void> {
    if (this.options.redisUrl === undefined) {
      await this.opened.db.exec("truncate bullmq.job, bullmq.scheduler, bullmq.meta, bullmq.rate_limit cascade");
      return;
    }
    const { Redis } = await import("ioredis");
    const redis = new Redis(this.options.redisUrl);
    await redis.flushall();
    await redis.quit();
  }

  /** For a test that failed. */
  async describe(): Promise<string> {
    const jobs =
      this.options.redisUrl === undefined
        ? await this.opened.db.query("select queue, id, state, process_at_ms, lock_token from bullmq.job")
        : [];
    const meta = this.options.redisUrl === undefined ? await this.opened.db.query("select * from bullmq.meta") : [];
    const slots = await this.slots.list({ limit: 50 });
    return [...this.log, ...[...jobs, ...meta, ...slots].map((row) => JSON.stringify(row))].join("\n");
  }

  async reset(): Promise<void> {
    this.log.length = 0;
    for (const queue of this.#queues.splice(0)) await queue.close();
    await this.flush();
    await this.opened.db.exec(
      "truncate exhibit.slot, exhibit.schedule, exhibit.worker; update exhibit.queue_state set paused = false, paused_at = null, resumed_at = null",
    );
  }

  async close(): Promise<void> {
    for (const queue of this.#queues.splice(0)) await queue.close();
    await this.opened.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

export async function makeBed(options: BedOptions): Promise<Bed> {
  const dataDir = await mkdtemp(join(tmpdir(), "exhibit-queue-"));
  const { databaseUrl } = options;
  const opened = await openStore({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  const bed = new Bed(options, opened, dataDir);
  // Its tables are there before the first reset empties them.
  await bed.queue();
  return bed;
}

export async function backendOf(options: BedOptions, opened: OpenedStore): Promise<QueueBackend> {
  if (options.redisUrl !== undefined) return { kind: "redis", url: options.redisUrl };
  return { kind: options.databaseUrl === undefined ? "embedded" : "postgres", pool: await opened.queuePool() };
}

/** mulberry32: small, and the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A clock that stands until it is moved. */
export function handClock(at: string): Clock & { forward(ms: number): void } {
  let now = Date.parse(at);
  return {
    now: () => new Date(now),
    forward: (ms) => {
      now += ms;
    },
  };
}

export function every(connection: string, everyMs: number, more: Partial<Schedule> = {}): Schedule {
  return { connection, platform: "aws", everyMs, jitterMs: 0, priority: 10, ...more };
}

/** Waits until it holds; fails with what it last saw. */
export async function until<T>(look: () => Promise<T> | T, holds: (seen: T) => boolean, ms = 10_000): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > deadline) throw new Error(`did not come about: ${JSON.stringify(seen)}`);
    await sleep(25);
  }
}

export function ended(slot: Slot): boolean {
  return slot.endedAt !== undefined;
}

export function endOf(queue: RunQueue, runId: string, ms?: number): Promise<Slot> {
  return until(() => queue.slot(runId), ended, ms);
}
