import { describe, expect, test } from "vitest";
import { initdbPath, startPostgres } from "../support/postgres.ts";
import { redisPath, startRedis } from "../support/redis.ts";
import { runStress, type StressOptions } from "../support/stress/stress.ts";

/** `npm run bench -- --only queue` has the full size. */
const CI_SIZE: Omit<StressOptions, "disturbances"> = {
  seed: 20261122,
  connections: 12,
  slotsEach: 5,
  workers: 2,
  concurrency: 3,
  killWithin: 8,
  kills: 6,
  faults: 0.05,
  withinMs: 150_000,
};

describe(
  "60 runs of 12 connections, workers killed, 5 % of the platform's answers faults",
  { timeout: 200_000 },
  () => {
    const wellIn = async (options: Partial<StressOptions>): Promise<void> => {
      const report = await runStress({ ...CI_SIZE, disturbances: [], ...options });
      process.stderr.write(`stress: ${JSON.stringify(report)}\n`);
      expect(report.problems).toEqual([]);
      expect(report).toMatchObject({ slots: 60, kills: CI_SIZE.kills });
      expect(report.answers.faults).toBeGreaterThan(0);
      expect(report.attempts).toBeGreaterThan(60);
    };

    test("on the embedded database, whose owner is killed", () => wellIn({ workers: 1, concurrency: 4 }));

    test.skipIf(initdbPath === undefined)("on PostgreSQL, which restarts", async () => {
      const server = await startPostgres();
      try {
        await wellIn({ databaseUrl: server.url, disturbances: [() => server.restart()] });
      } finally {
        await server.stop();
      }
    });

    test.skipIf(initdbPath === undefined || redisPath === undefined)(
      "on Redis, which restarts once with and once without its data",
      async () => {
        const [server, redis] = await Promise.all([startPostgres(), startRedis()]);
        try {
          await wellIn({
            databaseUrl: server.url,
            redisUrl: redis.url,
            disturbances: [
              () => redis.restart({ keep: true, downMs: 500 }),
              () => redis.restart({ keep: false, downMs: 500 }),
            ],
          });
        } finally {
          await Promise.all([server.stop(), redis.stop()]);
        }
      },
    );
  },
);
