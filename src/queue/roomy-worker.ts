import { Worker, type BackendFactory, type IQueueBackend, type Job, type Processor, type WorkerOptions } from "bullmq";
import { messageOf } from "../core/index.ts";
import type { Gate } from "./gate.ts";

/**
 * Asks for a job only with a place for it in hand: one that is taken and cannot be begun is kept from other processes, and
 * counts towards its platform's rate all the same.
 */
export class RoomyWorker<Data, B extends IQueueBackend, Connection> extends Worker<
  Data,
  void,
  string,
  B,
  number,
  Connection
> {
  readonly #room: Gate;

  constructor(
    name: string,
    deliver: Processor<Data, void, string, number>,
    options: WorkerOptions<Connection>,
    room: Gate,
    factory: BackendFactory<B, Connection>,
  ) {
    // Begun here: the base class would ask for jobs before this one is whole.
    super(name, deliver, { ...options, autorun: false }, factory);
    this.#room = room;
    this.run().catch((error: Error) => this.emit("error", error));
  }

  protected override async moveToActive(token: string, name?: string): Promise<Job<Data, void, string, number>> {
    const none = undefined as unknown as Job<Data, void, string, number>;
    if (!(await this.#room.enter())) return none;
    let job = none;
    try {
      job = await super.moveToActive(token, name);
    } finally {
      if (job === undefined) this.#room.leave();
    }
    return job;
  }

  /**
   * The next one does not come with the end of this one, because others may wait for the place, but is asked for at once:
   * Redis wakes nobody when a job ends and the platform's limit lets another one in.
   */
  override async processJob(
    job: Job<Data, void, string, number>,
    token: string,
    wantsNext: () => boolean = () => true,
  ): Promise<void | Job<Data, void, string, number>> {
    try {
      await super.processJob(job, token, () => false);
    } finally {
      this.#room.leave();
    }
    if (this.closing !== undefined || !wantsNext()) return undefined;
    try {
      return await this.moveToActive(token, this.opts.name);
    } catch (error) {
      // The base class asks again by itself, and waits between attempts.
      this.emit("error", error instanceof Error ? error : new Error(messageOf(error)));
      return undefined;
    }
  }
}
