import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createGateway } from "../src/gateway/index.ts";
import { sealedRecord } from "../src/pipeline/connection.ts";
import { runSlot } from "../src/pipeline/scheduled/index.ts";
import { openQueue, type QueueBackend, type RunProcessor, type RunQueue } from "../src/queue/index.ts";
import { openStore, type OpenedStore } from "../src/store/index.ts";
import { initdbPath, startPostgres, type TestServer } from "../test/support/postgres.ts";
import { redisPath, startRedis, type TestRedis } from "../test/support/redis.ts";
import { criteria, stressConnection, stressWorkshop } from "../test/support/stress/estate.ts";
import { startFakePlatform } from "../test/support/stress/platform.ts";
import { runStress, type StressReport } from "../test/support/stress/stress.ts";

type Kind = QueueBackend["kind"];

export interface QueueFigures {
  readonly throughput: readonly { readonly backend: Kind; readonly runs: number; readonly runsPerSecond: number }[];
  /** From the due instant of a slot to its sealed evidence, and to its judged end. */
  readonly delay: readonly {
    readonly backend: Kind;
    readonly slots: number;
    readonly sealedMs: Percentiles;
    readonly endedMs: Percentiles;
  }[];
  readonly stress: readonly { readonly backend: Kind; readonly workers: number; readonly report: StressReport }[];
}

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

interface Place {
  readonly kind: Kind;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
}

const CONCURRENCY = 4;
const STRESS_SECONDS = 3_600;

/** The queue on every backend that this machine has: runs a second, delay of a schedule, and the stress in full size. */
export async function benchQueue(progress: (text: string) => void, quick: boolean): Promise<QueueFigures> {
  const server = initdbPath === undefined ? undefined : await startPostgres();
  const redis = server === undefined || redisPath === undefined ? undefined : await startRedis();
  if (redis === undefined) progress("without PostgreSQL and Redis installed, their backends are left out");
  try {
    const throughput: QueueFigures["throughput"][number][] = [];
    const delay: QueueFigures["delay"][number][] = [];
    for (const kind of kinds(server, redis)) {
      progress(`queue on ${kind}`);
      throughput.push(await measureThroughput(await placeOf(kind, server, redis), quick ? 100 : 1_000));
      delay.push(await measureDelay(await placeOf(kind, server, redis), quick ? 6_000 : 20_000));
    }
    const stress: QueueFigures["stress"][number][] = [];
    for (const kind of kinds(server, redis)) stress.push(await stressOn(kind, server, redis, quick, progress));
    return { throughput, delay, stress };
  } finally {
    await redis?.stop();
    await server?.stop();
  }
}

function kinds(server: TestServer | undefined, redis: TestRedis | undefined): readonly Kind[] {
  return [
    "embedded",
    ...(server === undefined ? [] : ["postgres" as const]),
    ...(redis === undefined ? [] : ["redis" as const]),
  ];
}

async function placeOf(kind: Kind, server: TestServer | undefined, redis: TestRedis | undefined): Promise<Place> {
  if (kind === "embedded" || server === undefined) return { kind };
  await redis?.command("FLUSHALL");
  const databaseUrl = await server.createDatabase();
  return { kind, databaseUrl, ...(kind === "redis" && redis !== undefined ? { redisUrl: redis.url } : {}) };
}

async function withQueue<T>(
  place: Place,
  use: (queue: RunQueue, opened: OpenedStore, dataDir: string) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "exhibit-bench-queue-"));
  const { databaseUrl, redisUrl } = place;
  const opened = await openStore({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  try {
    const backend: QueueBackend =
      redisUrl === undefined
        ? { kind: databaseUrl === undefined ? "embedded" : "postgres", pool: await opened.queuePool() }
        : { kind: "redis", url: redisUrl };
    const queue = await openQueue({
      backend,
      slots: opened.slots,
      clock: { now: () => new Date() },
      random: Math.random,
      log: () => undefined,
      limits: { concurrency: CONCURRENCY, perPlatform: {} },
    });
    try {
      return await use(queue, opened, dataDir);
    } finally {
      await queue.close();
    }
  } finally {
    await opened.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Runs that do nothing: what the queue and its record cost. */
async function measureThroughput(place: Place, runs: number): Promise<QueueFigures["throughput"][number]> {
  return withQueue(place, async (queue) => {
    await queue.pause();
    for (let index = 0; index < runs; index += 1) await queue.enqueue(`c${index}`, { platform: "stress" });
    let ended = 0;
    const all = Promise.withResolvers<void>();
    const onEnd = (): void => {
      ended += 1;
      if (ended === runs) all.resolve();
    };
    await queue.work(async () => ({ status: "complete" }), { onEnd });
    const started = performance.now();
    await queue.resume();
    await all.promise;
    return { backend: place.kind, runs, runsPerSecond: (runs / (performance.now() - started)) * 1000 };
  });
}

/** Small runs on a schedule of two seconds, with a worker that is not busy. */
async function measureDelay(place: Place, forMs: number): Promise<QueueFigures["delay"][number]> {
  const platform = await startFakePlatform(0, Math.random);
  try {
    return await withQueue(place, async (queue, opened, dataDir) => {
      const { workshop } = await stressWorkshop(dataDir, opened);
      const gateway = createGateway({ clock: workshop.clock, random: Math.random });
      const processor: RunProcessor = (job, signal) =>
        runSlot({
          workshop,
          gateway,
          criteria,
          slot: job,
          connection: stressConnection(job.connection, platform.url),
          part: true,
          env: {},
          nodeVersion: process.versions.node,
          signal,
          secrets: [],
          archive: undefined,
          onProgress: () => undefined,
        });
      const worker = await queue.work(processor);
      await queue.setSchedules(
        ["a", "b"].map((connection) => ({ connection, platform: "stress", everyMs: 2_000, jitterMs: 0, priority: 10 })),
      );
      await sleep(forMs);
      await queue.setSchedules([]);
      await worker.close({ graceMs: 10_000 });
      const slots = await opened.slots.list({ states: ["complete"], limit: 10_000 });
      const [sealed, ended]: [number[], number[]] = [[], []];
      for (const { runId, connection, dueAt, endedAt } of slots) {
        const record = await sealedRecord(workshop, runId, connection);
        if (record === undefined || endedAt === undefined) throw new Error(`run ${runId} has no end`);
        sealed.push(Date.parse(record.endedAt) - Date.parse(dueAt));
        ended.push(Date.parse(endedAt) - Date.parse(dueAt));
      }
      return { backend: place.kind, slots: slots.length, sealedMs: percentiles(sealed), endedMs: percentiles(ended) };
    });
  } finally {
    await platform.close();
  }
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** 4 workers, 200 connections, 2,000 runs; a worker killed −9 every few seconds, servers restarted twice, 5 % faults. */
async function stressOn(
  kind: Kind,
  server: TestServer | undefined,
  redis: TestRedis | undefined,
  quick: boolean,
  progress: (text: string) => void,
): Promise<QueueFigures["stress"][number]> {
  const workers = kind === "embedded" ? 1 : 4;
  const { databaseUrl, redisUrl } = await placeOf(kind, server, redis);
  const restarts = [
    ...(kind === "embedded" || server === undefined ? [] : [() => server.restart(), () => server.restart()]),
    ...(kind === "redis" && redis !== undefined
      ? [() => redis.restart({ keep: true, downMs: 1_000 }), () => redis.restart({ keep: false, downMs: 1_000 })]
      : []),
  ];
  const size = quick ? { connections: 20, slotsEach: 3, kills: 4 } : { connections: 200, slotsEach: 10, kills: 40 };
  const report = await runStress({
    ...size,
    seed: 1,
    workers,
    concurrency: CONCURRENCY,
    killWithin: quick ? 10 : 80,
    faults: 0.05,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(redisUrl === undefined ? {} : { redisUrl }),
    disturbances: restarts,
    withinMs: STRESS_SECONDS * 1000,
    progress: (text) => progress(`stress on ${kind}: ${text}`),
  });
  return { backend: kind, workers, report };
}
