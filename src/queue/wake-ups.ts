import type { Schedule } from "../core/index.ts";
import type { AnyQueue, Backend } from "./backends.ts";
import { patternOf } from "./times.ts";

/** BullMQ's job schedulers, one a connection: they wake a worker when a slot falls due. What is due, the record says. */
export class WakeUps {
  readonly #queue: AnyQueue;
  /** What this process has seen to. */
  #set: ReadonlyMap<string, string> | undefined;

  constructor(backend: Backend, onError: (error: Error) => void) {
    this.#queue = backend.queue("schedule");
    this.#queue.on("error", onError);
  }

  /** Those that are right already are left alone, with the wake-up that waits. */
  async set(schedules: readonly Schedule[]): Promise<void> {
    const wanted = new Map(schedules.map((schedule) => [schedule.connection, patternOf(schedule)]));
    const unchanged = same(wanted, this.#set) && (await this.#queue.getJobSchedulersCount()) === wanted.size;
    if (unchanged) return;
    await this.#put(wanted);
    this.#set = wanted;
  }

  async #put(wanted: ReadonlyMap<string, string>): Promise<void> {
    const present = await this.#present();
    for (const { key } of present) if (!wanted.has(key)) await this.#queue.removeJobScheduler(key);
    const right = new Map(present.map(({ key, pattern }) => [key, pattern]));
    for (const [connection, pattern] of wanted) {
      if (right.get(connection) === pattern) continue;
      await this.#queue.upsertJobScheduler(
        connection,
        { pattern },
        { name: "wake", data: { connection }, opts: { removeOnComplete: true, removeOnFail: true } },
      );
    }
  }

  /** BullMQ asks for each by itself, all at once: a page is what a pool of connections can bear. */
  async #present() {
    const count = await this.#queue.getJobSchedulersCount();
    const present = [];
    for (let start = 0; start < count; start += PAGE)
      present.push(...(await this.#queue.getJobSchedulers(start, start + PAGE - 1)));
    return present;
  }

  async wipe(): Promise<void> {
    this.#set = undefined;
    await this.#queue.obliterate({ force: true });
  }

  close(): Promise<void> {
    return this.#queue.close();
  }
}

const PAGE = 4;

function same(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string> | undefined): boolean {
  return other?.size === one.size && [...one].every(([key, value]) => other.get(key) === value);
}
