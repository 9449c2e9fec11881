import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpenedStore } from "../../src/store/index.ts";
import { openQueue } from "../../src/queue/index.ts";
import { initdbPath, startPostgres, type TestServer } from "../support/postgres.ts";
import { redisPath, startRedis, type TestRedis } from "../support/redis.ts";
import { makeBed } from "./bed.ts";
import { queueContract } from "./queue.suite.ts";

describe.skipIf(initdbPath === undefined || redisPath === undefined)("queue on Redis", { timeout: 30_000 }, () => {
  let server: TestServer;
  let redis: TestRedis;
  beforeAll(async () => {
    [server, redis] = await Promise.all([startPostgres(), startRedis()]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([server?.stop(), redis?.stop()]);
  });
  queueContract(
    () => ({ kind: "redis", databaseUrl: server.url, redisUrl: redis.url }),
    () => server.createDatabase(),
  );

  describe("refusals", () => {
    const open = (opened: OpenedStore, url: string) =>
      openQueue({
        backend: { kind: "redis", url },
        slots: opened.slots,
        clock: { now: () => new Date() },
        random: Math.random,
        log: () => undefined,
        limits: { concurrency: 1, perPlatform: {} },
      });

    test("a server that may throw keys away, one that is not there, and a URL that is none", async () => {
      const evicting = await startRedis(["--maxmemory", "20mb", "--maxmemory-policy", "allkeys-lru"]);
      const bed = await makeBed({ kind: "redis", databaseUrl: await server.createDatabase(), redisUrl: redis.url });
      try {
        await expect(open(bed.opened, evicting.url)).rejects.toMatchObject({
          code: "CONFIG_INVALID",
          message: expect.stringContaining("allkeys-lru"),
          remedy: expect.stringContaining("noeviction"),
        });
        const gone = open(bed.opened, "redis://:geheim-canary@127.0.0.1:1/0");
        await expect(gone).rejects.toMatchObject({ code: "QUEUE_UNREACHABLE", place: "127.0.0.1:1/0" });
        await expect(gone).rejects.not.toMatchObject({ message: expect.stringContaining("canary") });
        await expect(open(bed.opened, "http://example.com")).rejects.toMatchObject({ code: "CONFIG_INVALID" });
      } finally {
        await bed.close();
        await evicting.stop();
      }
    });
  });
});
