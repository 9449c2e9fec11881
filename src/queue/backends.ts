import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import {
  createPostgresBackend,
  createRedisBackend,
  Queue,
  runMigrations,
  type BackendFactory,
  type Worker,
  type IQueueBackend,
  type Job,
  type PgPool,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
  type WorkerOptions,
} from "bullmq";
import { recurrenceOf, nextDue } from "./times.ts";
import type { Gate } from "./gate.ts";
import { openRedis } from "./redis.ts";
import { RoomyWorker } from "./roomy-worker.ts";
import type { OpenQueueOptions } from "./types.ts";

/** What a job carries: only what finds the record. */
export interface JobData {
  readonly runId?: string;
  readonly connection: string;
}

export type AnyQueue = Queue<JobData, void, string, JobData, void, string, IQueueBackend, unknown>;
export type AnyJob = Job<JobData, void>;
export type AnyWorker = Worker<JobData, void, string, IQueueBackend, number, unknown>;
export type Deliver = (job: AnyJob, token: string | undefined) => Promise<void>;

/** BullMQ over one of the databases. */
export interface Backend {
  queue(name: string): AnyQueue;
  worker(name: string, deliver: Deliver, options: Partial<WorkerOptions>, room: Gate): AnyWorker;
  /** Ends connections that are its own; queues and workers MUST be closed before. */
  close(): Promise<void>;
}

/** BullMQ's schedulers compute their wake-ups as the record does. */
const settings = {
  repeatStrategy: (after: number, options: { readonly pattern?: string }) =>
    nextDue(recurrenceOf(options.pattern ?? ""), new Date(after)).getTime(),
};

export async function openBackend(options: OpenQueueOptions): Promise<Backend> {
  const { backend } = options;
  return backend.kind === "redis" ? redisBackend(backend.url, options) : postgresBackend(backend.pool as PgPool);
}

async function postgresBackend(pool: PgPool): Promise<Backend> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return {
    queue: (name) => new Queue(name, { connection: pool, settings }, createPostgresBackend) as unknown as AnyQueue,
    worker: (name, deliver, options, room) =>
      new RoomyWorker(
        name,
        deliver as never,
        { ...options, connection: pool, settings },
        room,
        patientPostgresBackend,
      ) as unknown as AnyWorker,
    close: async () => undefined,
  };
}

const QUICK_MS = 250;
const QUICK_ALLOWED = 3;
const LONGEST_PAUSE_MS = 500;

/**
 * BullMQ's wait for a job ends at once while a job waits that cannot be taken: because the platform's limit is reached by
 * other workers, or because the queue is paused. Its loop then asks the database as fast as that answers (6.7.0). Waits that
 * end at once and bring no job are followed by a growing pause.
 */
const patientPostgresBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (...args) => {
  const backend = createPostgresBackend(...args);
  const waitForJob = backend.waitForJob.bind(backend);
  const moveToActive = backend.moveToActive.bind(backend);
  let idle = 0;
  backend.waitForJob = async (timeout) => {
    const started = performance.now();
    const result = await waitForJob(timeout);
    idle = performance.now() - started < QUICK_MS ? idle + 1 : 0;
    if (idle > QUICK_ALLOWED) await sleep(Math.min(10 * 2 ** idle, LONGEST_PAUSE_MS));
    return result;
  };
  backend.moveToActive = async (...claim) => {
    const result = await moveToActive(...claim);
    if (result[0] !== null) idle = 0;
    return result;
  };
  return backend;
};

async function redisBackend(url: string, options: OpenQueueOptions): Promise<Backend> {
  const redis = await openRedis(url, options.log);
  // BullMQ's workers wait on connections of their own, which they close only when the server answers.
  const copies = new Set<Redis>();
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const copy = duplicate(override);
    copies.add(copy);
    copy.once("end", () => copies.delete(copy));
    return copy;
  };
  const common = { connection: redis, prefix: options.prefix ?? "exhibit", settings };
  return {
    queue: (name) => new Queue(name, common) as unknown as AnyQueue,
    worker: (name, deliver, workerOptions, room) =>
      new RoomyWorker(
        name,
        deliver as never,
        { ...workerOptions, ...common },
        room,
        createRedisBackend,
      ) as unknown as AnyWorker,
    close: async () => {
      for (const one of [redis, ...copies]) one.disconnect();
    },
  };
}
