import {
  createPostgresBackend,
  Queue,
  runMigrations,
  Worker,
  type IQueueBackend,
  type Job,
  type PgPool,
  type WorkerOptions,
} from "bullmq";
import { recurrenceOf, nextDue } from "./times.ts";
import { openRedis } from "./redis.ts";
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
  worker(name: string, deliver: Deliver, options: Partial<WorkerOptions>): AnyWorker;
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
    worker: (name, deliver, options) =>
      new Worker(
        name,
        deliver as never,
        { ...options, connection: pool, settings },
        createPostgresBackend,
      ) as unknown as AnyWorker,
    close: async () => undefined,
  };
}

async function redisBackend(url: string, options: OpenQueueOptions): Promise<Backend> {
  const redis = await openRedis(url, options.log);
  const common = { connection: redis, prefix: options.prefix ?? "exhibit", settings };
  return {
    queue: (name) => new Queue(name, common) as unknown as AnyQueue,
    worker: (name, deliver, workerOptions) =>
      new Worker(name, deliver as never, { ...workerOptions, ...common }) as unknown as AnyWorker,
    close: async () => {
      redis.disconnect();
    },
  };
}
