import { createGateway } from "../../../src/gateway/index.ts";
import { runSlot } from "../../../src/pipeline/scheduled/index.ts";
import { openQueue } from "../../../src/queue/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { criteria, stressConnection, stressWorkshop } from "./estate.ts";

/**
 * One worker process. Prints `ready`, and `begin RUN`, `end RUN STATE` for every attempt; ends when its stdin does, or is
 * killed. Argument: {@link WorkerArguments} as JSON.
 */
export interface WorkerArguments {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly platformUrl: string;
  readonly concurrency: number;
  readonly lockMs: number;
}

const given = JSON.parse(process.argv[2] ?? "") as WorkerArguments;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const { databaseUrl, redisUrl, dataDir } = given;
const opened = await openStore({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
const { workshop } = await stressWorkshop(dataDir, opened);
const gateway = createGateway({
  clock: workshop.clock,
  random: Math.random,
  limits: { transientBaseMs: 5, throttleBaseMs: 5, maxDelayMs: 50, transientAttempts: 2, throttleAttempts: 2 },
});
const queue = await openQueue({
  backend:
    redisUrl === undefined
      ? { kind: databaseUrl === undefined ? "embedded" : "postgres", pool: await opened.queuePool() }
      : { kind: "redis", url: redisUrl },
  slots: opened.slots,
  clock: workshop.clock,
  random: Math.random,
  log: (level, message, fields) => {
    if (level !== "info" && level !== "debug") process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
  },
  limits: { concurrency: given.concurrency, perPlatform: {} },
  maxAttempts: 4,
  timing: {
    lockMs: given.lockMs,
    stalledMs: 700,
    heartbeatMs: 500,
    sweepMs: 1_500,
    retryMs: 100,
    // Slots are planned in one go, long after they were due.
    lateAfterMs: 365 * 86_400_000,
  },
});
const worker = await queue.work(
  async (job, signal) => {
    say(`begin ${job.runId}`);
    return runSlot({
      workshop,
      gateway,
      criteria,
      slot: job,
      connection: stressConnection(job.connection, given.platformUrl),
      part: true,
      env: {},
      nodeVersion: process.versions.node,
      signal,
      secrets: [],
      archive: undefined,
      onProgress: () => undefined,
    });
  },
  { onEnd: ({ runId }, slot) => say(`end ${runId} ${slot.state}`) },
);
say("ready");
process.stdin.on("end", () => {
  void (async () => {
    await worker.close({ graceMs: 10_000 });
    await queue.close();
    await opened.close();
  })();
});
process.stdin.resume();
