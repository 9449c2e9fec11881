import { existsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goodOrganisation, startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cli, cliHere, connection, sandboxEnv, scratch, writeConfig } from "../support/cli.ts";
import { get, startService, type RunningService } from "../support/service.ts";

const folder = scratch("serve");
const config = join(folder, "exhibit.yaml");
let sandbox: Sandbox;
let env: Record<string, string>;
let service: RunningService;
let url: string;

/** No one waits for the clock: runs are asked for. */
const SCHEDULE = { every: "P1D" };

function configure(settings: Readonly<Record<string, unknown>> = {}): void {
  writeConfig(folder, {
    dataDir: "data",
    schedules: [SCHEDULE],
    connections: [connection({ endpoint: sandbox.url })],
    ...settings,
  });
}

beforeAll(async () => {
  sandbox = await startSandbox({ organisation: goodOrganisation({ asOf: new Date(), seed: 1 }) });
  env = sandboxEnv(sandbox);
  configure();
  service = startService(["--config", config], { env });
  url = await service.ready();
}, 60_000);
afterAll(async () => {
  service.kill("SIGKILL");
  await service.exit;
  await sandbox.close();
});

describe("a service on the embedded database", { timeout: 60_000 }, () => {
  it("is ready, says so, and listens on loopback only", async () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await get(`${url}/healthz`)).json()).toMatchObject({ status: "ok" });
    expect((await get(`${url}/readyz`)).json()).toMatchObject({
      ready: true,
      parts: { database: { ok: true }, migrations: { ok: true }, queue: { ok: true }, configuration: { ok: true } },
    });
    expect((await get(`${url}/elsewhere`)).status).toBe(404);
  });

  it("runs what is asked for, and logs it with run id and connection", async () => {
    const queued = await cliHere(["queue", "run", "aws", "--config", config, "--json"]);
    expect(queued.code, queued.stderr).toBe(0);
    const { runId } = queued.json<{ runId: string }>();
    const end = await service.line(({ msg, run }) => msg === "run ended" && run === runId);
    expect(end).toMatchObject({ level: "info", connection: "aws", state: "complete" });
    const lines = service.log.filter(({ run }) => run === runId).map(({ msg }) => msg);
    expect(lines).toEqual(expect.arrayContaining(["run begins", "collecting", "sealed", "publishing the ledger"]));
  });

  it("counts what it did", async () => {
    const { body } = await get(`${url}/metrics`);
    expect(body).toMatch(
      /exhibit_calls_total\{platform="aws",operation="iam:GetAccountSummary",outcome="answered"\} 1/,
    );
    expect(body).toMatch(/exhibit_run_duration_seconds_count\{trigger="demand",state="complete"\} 1/);
    expect(body).toMatch(/exhibit_evidence_age_seconds\{connection="aws"\} \d/);
    expect(body).toMatch(/exhibit_controls\{verdict="supported"\} \d/);
    expect(body).toContain("nodejs_eventloop_lag_p99_seconds");
  });

  it("runs the other commands for other processes: the database stays with one owner", async () => {
    // Its credentials are not needed: they are the service's.
    const snapshot = await cli(["snapshot", "--config", config, "--out", "bundle", "--fail-on", "contradicted-major"], {
      cwd: folder,
    });
    expect([0, 3, 4], snapshot.stderr).toContain(snapshot.code);
    expect(snapshot.stderr).toContain("aws  collecting");
    expect(existsSync(join(folder, "bundle", "report.html"))).toBe(true);
    const verified = await cliHere(["verify", "bundle"], { cwd: folder });
    expect(verified.code, verified.stdout).toBe(0);
    for (const args of [["runs"], ["controls"], ["control", "8.2"], ["explain", "8.2"], ["verify"], ["status"]]) {
      const done = await cliHere([...args, "--data-dir", join(folder, "data")]);
      expect(done.code, `${args.join(" ")}: ${done.stderr}`).toBe(0);
      expect(done.stdout.length).toBeGreaterThan(50);
    }
    const wrong = await cliHere(["control", "99.9", "--config", config]);
    expect(wrong).toMatchObject({ code: 1, stdout: "" });
    expect(wrong.stderr).toContain("CONTROL_NOT_FOUND");
    expect(service.log.filter(({ msg }) => msg === "command of another process").length).toBeGreaterThan(6);
    // Nobody else may speak to it.
    expect(statSync(join(folder, "data", "control.sock")).mode & 0o777).toBe(0o600);
  });

  it("tells how it stands", async () => {
    const status = await cliHere(["status", "--config", config, "--json"]);
    expect(status.json()).toMatchObject({
      paused: false,
      schedules: [{ connection: "aws", platform: "aws", when: "every 86400 s", last: { state: "complete" } }],
      workers: [{ pid: service.pid, alive: true }],
      deadLetters: 0,
      needsPerson: [],
    });
    for (const all of [[], ["--all"]])
      expect((await cliHere(["queue", "dead", "--config", config, "--json", ...all])).json()).toEqual([]);
    expect((await cliHere(["queue", "pause", "--config", config])).code).toBe(0);
    const paused = await cliHere(["status", "--config", config]);
    expect(paused.stdout).toContain("Queue (paused)");
    expect(paused.stdout).toContain("exhibit queue resume");
    expect((await cliHere(["queue", "resume", "--config", config])).code).toBe(0);
  });

  it("takes a new configuration, and keeps the old one when the new one is wrong", async () => {
    configure({ schedules: [{ every: "PT2H" }], organisation: "Renamed" });
    expect(await service.line("configuration reloaded")).toMatchObject({ why: "file", schedules: 1 });
    const before = service.log.length;
    configure({ schedules: [{ every: "PT2H", cron: "0 3 * * *" }] });
    const refused = await service.line("the new configuration is refused, the old one stays", before);
    expect(refused).toMatchObject({ level: "error", error: { code: "CONFIG_INVALID" } });
    expect((await get(`${url}/readyz`)).json()).toMatchObject({
      ready: true,
      parts: { configuration: { detail: expect.stringContaining("the old one stays") } },
    });
    configure({ schedules: [{ every: "PT3H" }] });
    service.kill("SIGHUP");
    await service.line(({ msg, why }) => msg === "configuration reloaded" && why === "signal");
    const status = await cliHere(["status", "--config", config, "--json"]);
    expect(status.json()).toMatchObject({ schedules: [{ when: "every 10800 s" }] });
  });

  it("cannot take a port that another has, and says what to do", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const { port } = holder.address() as { port: number };
    const other = startService(["--config", config, "--data-dir", join(folder, "other"), "--port", String(port)], {
      env,
    });
    expect(await other.exit).toMatchObject({ code: 1 });
    expect(other.said()).toContain("PORT_UNAVAILABLE");
    expect(other.said()).toContain("--port");
    holder.close();
    expect(existsSync(join(folder, "other", "db"))).toBe(false);
  });

  it("ends in order at SIGTERM, and the next process owns the database", async () => {
    service.kill("SIGTERM");
    expect(await service.exit).toEqual({ code: 0, signal: null });
    expect(service.log.at(-1)).toMatchObject({ msg: "ended" });
    const runs = await cli(["runs", "--config", config, "--json"], { env });
    expect(runs.code, runs.stderr).toBe(0);
    expect(runs.json<readonly unknown[]>().length).toBe(2);
  });
});

it("a worker without a server is refused with what to do", async () => {
  const refused = await cliHere(["worker", "--config", config], { env });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("DATABASE_URL");
});
