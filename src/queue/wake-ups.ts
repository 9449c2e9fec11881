import type { Schedule } from "../core/index.ts";
import type { AnyQueue, Backend } from "./backends.ts";
import { patternOf } from "./times.ts";

/** BullMQ's job schedulers, one a connection: they wake a worker when a slot falls due. What is due, the record says. */
export class WakeUps {
  readonly #queue: AnyQueue;

  constructor(backend: Backend, onError: (error: Error) => void) {
    this.#queue = backend.queue("schedule");
    this.#queue.on("error", onError);
  }

  /** Those that are right already are left alone, with the wake-up that waits. */
  async set(schedules: readonly Schedule[]): Promise<void> {
    const wanted = new Map(schedules.map((schedule) => [schedule.connection, patternOf(schedule)]));
    const present = await this.#queue.getJobSchedulers();
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

  async wipe(): Promise<void> {
    await this.#queue.obliterate({ force: true });
  }

  close(): Promise<void> {
    return this.#queue.close();
  }
}
