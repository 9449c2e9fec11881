import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { goodOrganisation, startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cli, cliHere, connection, sandboxEnv, scratch, startCli, writeConfig } from "../support/cli.ts";
import { get, startService, type RunningService } from "../support/service.ts";

// Deep enough that the socket's own path is too long for the system.
const folder = join(scratch("ending"), "a-folder-with-a-long-name-".repeat(4), "another-one-that-is-long-too");
const config = join(folder, "exhibit.yaml");
let sandbox: Sandbox;
let env: Record<string, string>;
const services: RunningService[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ organisation: goodOrganisation({ asOf: new Date(), seed: 1 }) });
  env = sandboxEnv(sandbox);
  writeConfig(folder, {
    dataDir: "data",
    schedules: [{ every: "P1D" }],
    connections: [connection({ endpoint: sandbox.url })],
  });
});
afterAll(async () => {
  for (const service of services) {
    service.kill("SIGKILL");
    await service.exit;
  }
  await sandbox.close();
});

function serve(...args: readonly string[]): RunningService {
  const service = startService(["--config", config, ...args], { env });
  services.push(service);
  return service;
}

async function ask(): Promise<string> {
  const queued = await cliHere(["queue", "run", "aws", "--config", config, "--json"]);
  expect(queued.code, queued.stderr).toBe(0);
  return queued.json<{ runId: string }>().runId;
}

it(
  "hands a run back when it ends, and the next service finishes it under the same id",
  { timeout: 240_000 },
  async () => {
    const heal = sandbox.setFault({ operation: "iam:GetAccountAuthorizationDetails", fault: { kind: "hang" } });
    const first = serve("--grace", "0");
    await first.ready();
    const runId = await ask();
    await first.line(({ msg, run }) => msg === "collecting the account" && run === runId);

    // Another client of the same installation is cancelled with Ctrl-C, and the service goes on.
    const snapshot = startCli(["snapshot", "--config", config], { env });
    await snapshot.saw("waiting for another run of the connection");
    snapshot.kill("SIGINT");
    const cancelled = await snapshot.done;
    expect(cancelled, cancelled.stderr).toMatchObject({ signal: null });
    expect([1, 4]).toContain(cancelled.code);

    first.kill("SIGTERM");
    expect(await first.exit).toEqual({ code: 0, signal: null });
    expect(existsSync(join(folder, "data", "owner.sock"))).toBe(false);
    heal();
    // The old control socket is no obstacle to anybody.
    const runs = await cliHere(["runs", "--config", config, "--json"], { env });
    expect(runs.json<readonly { id: string; status: string }[]>().find(({ id }) => id === runId)?.status).toBe(
      "running",
    );

    const second = serve();
    await second.ready();
    const end = await second.line(({ msg, run }) => msg === "run ended" && run === runId);
    expect(end).toMatchObject({ state: "complete" });
    const after = await cliHere(["runs", "--config", config, "--json"]);
    const listed = after.json<readonly { id: string; status: string }[]>();
    expect(listed.filter(({ id }) => id === runId)).toMatchObject([{ status: "complete" }]);

    // Killed, it leaves sockets behind; the next command owns the directory.
    second.kill("SIGKILL");
    await second.exit;
    const verified = await cli(["verify", "--config", config], { env });
    expect(verified.code, verified.stdout + verified.stderr).toBe(0);

    // Started again over the sockets of the dead, it is waited for: whoever owns the directory, it is not the command.
    const third = serve();
    await third.line("starting");
    // A hangup asks for the configuration, also of one that is not serving yet.
    third.kill("SIGHUP");
    const told = await cli(["runs", "--config", config, "--json"], { env });
    expect(told.code, told.stdout + told.stderr).toBe(0);
    await third.ready();
    expect(third.log.map(({ msg }) => msg)).toContain("configuration reloaded");
    third.kill("SIGTERM");
    expect(await third.exit).toEqual({ code: 0, signal: null });
  },
);

it("takes signals that come together for one, and ends at once with the second", { timeout: 120_000 }, async () => {
  const heal = sandbox.setFault({ operation: "iam:GetAccountAuthorizationDetails", fault: { kind: "hang" } });
  const service = serve("--grace", "600");
  const url = await service.ready();
  const runId = await ask();
  await service.line(({ msg, run }) => msg === "collecting the account" && run === runId);
  service.kill("SIGTERM");
  service.kill("SIGTERM");
  await service.line("ending");
  service.kill("SIGTERM");
  await sleep(1_500);
  expect((await get(`${url}/healthz`)).status).toBe(200);
  service.kill("SIGINT");
  expect((await service.exit).signal).toBe("SIGINT");
  heal();
});
