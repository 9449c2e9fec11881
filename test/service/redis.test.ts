import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goodOrganisation, startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cliHere, connection, sandboxEnv, scratch, writeConfig } from "../support/cli.ts";
import { redisPath, startRedis, type TestRedis } from "../support/redis.ts";
import { get, startService } from "../support/service.ts";

const folder = scratch("service-redis");
const config = join(folder, "exhibit.yaml");
const PASSWORD = "canary-redis-password";
let sandbox: Sandbox;
let redis: TestRedis;
let env: Record<string, string>;

describe.skipIf(redisPath === undefined)("a service with its queue in Redis", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    sandbox = await startSandbox({ organisation: goodOrganisation({ asOf: new Date(), seed: 1 }) });
    redis = await startRedis();
    env = { ...sandboxEnv(sandbox), REDIS_URL: redis.url };
    writeConfig(folder, {
      dataDir: "data",
      schedules: [{ every: "P1D" }],
      connections: [connection({ endpoint: sandbox.url })],
    });
  });
  afterAll(async () => {
    await sandbox.close();
    await redis.stop();
  });

  it("waits at its start for a Redis that is away, says so, and works when it is there", async () => {
    const wanted = Promise.withResolvers<void>();
    const back = redis.restart({ keep: true, until: wanted.promise });
    const service = startService(["--config", config], { env });
    try {
      const { url } = await service.line("starting");
      const waiting = await service.line("waiting for the queue");
      expect(waiting).toMatchObject({ level: "warn", error: { code: "QUEUE_UNREACHABLE" } });
      const unready = await get(`${String(url)}/readyz`);
      expect(unready.status).toBe(503);
      expect(unready.json()).toMatchObject({ ready: false, parts: { database: { ok: true }, queue: { ok: false } } });
      expect((await get(`${String(url)}/healthz`)).status).toBe(200);
      wanted.resolve();
      await back;
      await service.ready();
      expect((await get(`${String(url)}/readyz`)).json()).toMatchObject({ ready: true });
    } finally {
      service.kill("SIGTERM");
    }
    expect(await service.exit).toEqual({ code: 0, signal: null });
  });

  it("takes a new configuration and ends in order while Redis is away, and goes on where it was", async () => {
    const service = startService(["--config", config, "--grace", "1"], { env });
    await service.ready();
    const wanted = Promise.withResolvers<void>();
    const back = redis.restart({ keep: true, until: wanted.promise });
    try {
      await service.line("Redis is away");
      writeConfig(folder, {
        dataDir: "data",
        schedules: [{ every: "PT12H" }],
        connections: [connection({ endpoint: sandbox.url })],
      });
      await service.line("configuration reloaded");
      // Long enough for a beat and a sweep to be waiting for it.
      await sleep(6_000);
      service.kill("SIGTERM");
      expect(await service.exit).toEqual({ code: 0, signal: null });
      expect(service.said()).not.toContain("did not heed");
    } finally {
      service.kill("SIGKILL");
      wanted.resolve();
      await back;
    }
    const next = startService(["--config", config], { env });
    await next.ready();
    const status = await cliHere(["status", "--config", config, "--json"], { env });
    expect(status.json<{ schedules: readonly { when: string }[] }>().schedules).toMatchObject([
      { when: "every 43200 s" },
    ]);
    next.kill("SIGTERM");
    expect(await next.exit).toEqual({ code: 0, signal: null });
  });

  it("ends where waiting would not help: the password is refused", async () => {
    const refused = redis.url.replace("redis://", `redis://nobody:${PASSWORD}@`);
    const service = startService(["--config", config], { env: { ...env, REDIS_URL: refused } });
    expect((await service.exit).code).toBe(2);
    const said = service.said();
    expect(said).toContain("CONFIG_INVALID");
    expect(said).toContain("refuses the user or the password");
    expect(said).not.toContain(PASSWORD);
  });
});
