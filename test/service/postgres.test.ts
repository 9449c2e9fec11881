import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goodOrganisation, startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cliHere, connection, sandboxEnv, scratch, writeConfig } from "../support/cli.ts";
import { initdbPath, startPostgres, type TestServer } from "../support/postgres.ts";
import { get, startService, type RunningService } from "../support/service.ts";

const folder = scratch("service-postgres");
const config = join(folder, "exhibit.yaml");
let sandbox: Sandbox;
let server: TestServer;
let env: Record<string, string>;
const services: RunningService[] = [];

describe.skipIf(initdbPath === undefined)("a service with workers on PostgreSQL", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    sandbox = await startSandbox({ organisation: goodOrganisation({ asOf: new Date(), seed: 1 }) });
    server = await startPostgres();
    env = { ...sandboxEnv(sandbox), DATABASE_URL: server.url };
    writeConfig(folder, {
      dataDir: "data",
      schedules: [{ every: "P1D" }],
      connections: ["one", "two"].map((id) => connection({ id, endpoint: sandbox.url })),
    });
  }, 60_000);
  afterAll(async () => {
    for (const service of services) {
      service.kill("SIGKILL");
      await service.exit;
    }
    await sandbox.close();
    await server.stop();
  });

  it("a worker waits for the service that migrates, then takes its share; a lost server is waited for", async () => {
    const worker = startService(["--config", config], { role: "worker", env });
    services.push(worker);
    const starting = String((await worker.line("starting"))["url"]);
    await worker.line("waiting for the database");
    const unready = await get(`${starting}/readyz`);
    expect(unready.status).toBe(503);
    expect(unready.json()).toMatchObject({ ready: false, parts: { migrations: { ok: false } } });

    const service = startService(["--config", config], { env });
    services.push(service);
    const url = await service.ready();
    await worker.ready();
    expect((await get(`${starting}/readyz`)).json()).toMatchObject({ ready: true });
    const ask = async (id: string): Promise<string> => {
      const queued = await cliHere(["queue", "run", id, "--config", config, "--json"], { env });
      expect(queued.code, queued.stderr).toBe(0);
      return queued.json<{ runId: string }>().runId;
    };
    const runs = [await ask("one"), await ask("two")];
    const ended = (run: string) => (line: { readonly msg: string; readonly run?: string }) =>
      line.msg === "run ended" && line.run === run;
    for (const run of runs) {
      const end = await Promise.any(services.map((one) => one.line(ended(run))));
      expect(end).toMatchObject({ state: "complete" });
    }
    const status = await cliHere(["status", "--config", config, "--json"], { env });
    expect(status.json<{ workers: readonly unknown[] }>().workers).toHaveLength(2);

    await server.restart();
    const again = await ask("one");
    await Promise.any(services.map((one) => one.line(ended(again))));
    expect((await get(`${url}/readyz`)).json()).toMatchObject({ ready: true });

    // The password of DATABASE_URL is in no line.
    for (const one of services) expect(one.said()).not.toContain(server.password);
    for (const one of services) one.kill("SIGTERM");
    for (const one of services) expect(await one.exit).toEqual({ code: 0, signal: null });
  });
});
