import { instant, type Clock, type Slot, type SlotStore } from "../core/index.ts";
import type { AnyQueue, Backend } from "./backends.ts";
import type { QueueLimits } from "./types.ts";

const MINUTE_MS = 60_000;

/**
 * One queue for each platform, whose limits BullMQ then holds over all workers, and in them one job for each connection:
 * for the slot at the head of its line. The next one follows when that has ended, so that runs of one connection never wait
 * for each other inside the queue.
 */
export class Lines {
  readonly #backend: Backend;
  readonly #slots: SlotStore;
  readonly #clock: Clock;
  readonly #limits: QueueLimits;
  readonly #queues = new Map<string, Promise<AnyQueue>>();
  readonly #onError: (error: Error) => void;
  #paused: boolean;

  constructor(options: {
    readonly backend: Backend;
    readonly slots: SlotStore;
    readonly clock: Clock;
    readonly limits: QueueLimits;
    readonly paused: boolean;
    readonly onError: (error: Error) => void;
  }) {
    this.#backend = options.backend;
    this.#slots = options.slots;
    this.#clock = options.clock;
    this.#limits = options.limits;
    this.#paused = options.paused;
    this.#onError = options.onError;
  }

  /** Platforms that are configured, scheduled, or have open slots. */
  async platforms(): Promise<readonly string[]> {
    const scheduled = (await this.#slots.schedules()).map(({ platform }) => platform);
    const open = (await this.#slots.open()).map(({ platform }) => platform);
    return [...new Set([...Object.keys(this.#limits.perPlatform), ...scheduled, ...open])].toSorted();
  }

  queues(): Promise<readonly AnyQueue[]> {
    return Promise.all(this.#queues.values());
  }

  queue(platform: string): Promise<AnyQueue> {
    let queue = this.#queues.get(platform);
    if (queue === undefined) {
      queue = this.#open(platform);
      // One that could not be set up is tried again by the next who asks.
      queue.catch(() => this.#queues.delete(platform));
      this.#queues.set(platform, queue);
    }
    return queue;
  }

  /**
   * Sees to it that the slot at the head of each line, or of this connection's, has a job. Jobs that exist stay as they are,
   * but for those that were kept back behind somebody who had their connection, and has it no more.
   */
  async dispatch(connection?: string): Promise<number> {
    const now = this.#clock.now();
    const heads = await this.#slots.heads(instant(now), connection);
    const byPlatform = Map.groupBy(heads, ({ platform }) => platform);
    for (const [platform, slots] of byPlatform) {
      const queue = await this.queue(platform);
      await queue.addBulk(slots.map((slot) => jobOf(slot, now)));
      await this.#bringForward(
        queue,
        slots.filter(({ notBefore }) => Date.parse(notBefore) <= now.getTime()),
      );
    }
    return heads.length;
  }

  async #bringForward(queue: AnyQueue, due: readonly Slot[]): Promise<void> {
    if (due.length === 0) return;
    const delayed = new Set(await queue.getRanges(["delayed"], 0, -1));
    for (const { runId, connection } of due) {
      if (!delayed.has(runId) || !(await this.#isFree(connection))) continue;
      const job = await queue.getJob(runId);
      try {
        await job?.promote();
      } catch (error) {
        // Somebody else was faster, or its time had come.
        if (await job?.isDelayed()) throw error;
      }
    }
  }

  async #isFree(connection: string): Promise<boolean> {
    const release = await this.#slots.claim(`connection ${connection}`);
    await release?.();
    return release !== undefined;
  }

  /** Takes a waiting job away; one that is at work stays. */
  async forget(slot: Slot): Promise<void> {
    const queue = await this.queue(slot.platform);
    await queue.remove(slot.runId);
  }

  /** Limits and pause as they should be, also after the queue lost them. */
  async restore(paused: boolean): Promise<void> {
    this.#paused = paused;
    for (const queue of await this.queues()) await this.#setUp(queue, queue.name.slice(PREFIX.length));
  }

  /** Throws every job away. Only where no other process can be at work. */
  async wipe(): Promise<void> {
    for (const platform of await this.platforms()) await (await this.queue(platform)).obliterate({ force: true });
    await this.restore(this.#paused);
  }

  async close(): Promise<void> {
    await Promise.all((await this.queues()).map((queue) => queue.close()));
  }

  async #open(platform: string): Promise<AnyQueue> {
    const queue = this.#backend.queue(queueName(platform));
    queue.on("error", this.#onError);
    await this.#setUp(queue, platform);
    return queue;
  }

  async #setUp(queue: AnyQueue, platform: string): Promise<void> {
    const limit = this.#limits.perPlatform[platform];
    if (limit === undefined) await queue.removeGlobalConcurrency();
    else await queue.setGlobalConcurrency(limit.concurrency);
    if (limit?.perMinute === undefined) await queue.removeGlobalRateLimit();
    else await queue.setGlobalRateLimit(limit.perMinute, MINUTE_MS);
    if (this.#paused !== (await queue.isPaused())) await (this.#paused ? queue.pause() : queue.resume());
  }
}

const PREFIX = "run-";

export function queueName(platform: string): string {
  return `${PREFIX}${platform}`;
}

function jobOf(slot: Slot, now: Date) {
  return {
    name: "run",
    data: { runId: slot.runId, connection: slot.connection },
    opts: {
      jobId: slot.runId,
      delay: Math.max(0, Date.parse(slot.notBefore) - now.getTime()),
      priority: slot.priority,
      // The record says how it ended; here the id must be free again.
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}
