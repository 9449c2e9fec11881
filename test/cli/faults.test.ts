import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Assessment, Run } from "../../src/core/index.ts";
import { initdbPath, startPostgres, type TestServer } from "../support/postgres.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import {
  cli,
  cliHere,
  connection,
  sandboxEnv,
  scratch,
  startCli,
  writeConfig,
  type CliResult,
  type ToldError,
} from "../support/cli.ts";

const isRoot = process.getuid?.() === 0;
const folder = scratch("cli-faults");
let sandbox: Sandbox;
let expired: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
  expired = await startSandbox({ organisation: "empty" });
});
beforeEach(() => sandbox.clearFaults());
afterAll(async () => {
  await sandbox.close();
  await expired.close();
});

const data = join(folder, "data");

/** A configuration with these connections. All share one data directory: making one anew is the dearest part of a test. */
function configured(name: string, connections = [connection({ endpoint: sandbox.url })]): string {
  return writeConfig(folder, { dataDir: "data", connections }, `${name}.yaml`);
}

function told(done: CliResult, code: string): void {
  expect(done.stderr).toMatch(new RegExp(`^exhibit: ${code}: \\S.*$`, "m"));
  expect(done.stderr).toMatch(/^ {2}remedy \S/m);
}

async function runsOf(config: string): Promise<readonly Run[]> {
  return (await cliHere(["runs", "--config", config, "--json"])).json<Run[]>();
}

/** Nothing half-written: no spool, no draft, no temporary object. */
function leftovers(dataDir: string): readonly string[] {
  const spool = join(dataDir, "spool");
  return [
    ...(existsSync(spool) ? readdirSync(spool) : []),
    ...readdirSync(join(dataDir, "objects", "tmp")),
    ...readdirSync(join(dataDir, "..")).filter((name) => name.endsWith(".partial")),
  ];
}

describe("platforms", () => {
  it("one connection with expired credentials never stops another, and is named", { timeout: 180_000 }, async () => {
    expired.setFault({ operation: "*", fault: { kind: "expired-token" } });
    const config = configured("expired", [
      connection({ id: "old", endpoint: expired.url }),
      connection({ id: "good", endpoint: sandbox.url }),
    ]);
    const env = sandboxEnv(sandbox);
    const done = await cli(["snapshot", "--config", config, "--json"], { env });
    expect(done.code, done.stderr).toBe(4);
    const { assessment } = done.json<{ assessment: Assessment }>();
    const states = Object.fromEntries(
      assessment.connections.map(({ id, status, error }) => [id, [status, error?.code]]),
    );
    expect(states).toEqual({ old: ["failed", "AUTH_EXPIRED"], good: ["complete", undefined] });
    const only = await cliHere(["snapshot", "--config", config, "--connection", "old", "--control", "8.5"], { env });
    expect(only.code).toBe(1);
    expect(only.stdout).toMatch(/old: AUTH_EXPIRED: the AWS credentials have expired \(Sign in again/);
    const doctor = await cliHere(["doctor", "--config", config], { env });
    expect(doctor.code).toBe(4);
    expect(doctor.stdout).toMatch(/AUTH_EXPIRED {2}the AWS credentials have expired\n {2}remedy {2}Sign in again/);
  });

  it("without any credentials says what to set", { timeout: 180_000 }, async () => {
    const config = configured("no-credentials");
    const doctor = await cliHere(["doctor", "--config", config, "--json"]);
    expect(doctor.code).toBe(1);
    expect(doctor.json<{ connections: { error: { code: string } }[] }>().connections[0]?.error.code).toBe(
      "AUTH_MISSING",
    );
  });

  it("a clock that is too far off is what is told, not a wrong key", { timeout: 180_000 }, async () => {
    const config = configured("clock");
    const env = sandboxEnv(sandbox);
    sandbox.setFault({ operation: "*", fault: { kind: "clock-skew", offsetMs: 900_000, refuse: true } });
    const done = await cli(["snapshot", "--config", config], { env });
    expect(done.code).toBe(1);
    expect(done.stdout).toMatch(/aws: CLOCK_SKEW: .*clock.*\(Set the clock of this machine/);
    const doctor = await cliHere(["doctor", "--config", config], { env });
    expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining("CLOCK_SKEW")]);
    sandbox.clearFaults();
    sandbox.setFault({ operation: "*", fault: { kind: "clock-skew", offsetMs: 300_000 } });
    const warned = await cliHere(["doctor", "--config", config], { env });
    expect(warned.stdout).toMatch(/the platform's clock is (?:299|300|301) s ahead of this machine's/);
  });
});

describe("the data directory", () => {
  it("is of one process at a time; Ctrl-C ends a collection in order", { timeout: 180_000 }, async () => {
    const config = configured("two");
    const off = sandbox.setFault({ operation: "iam:GetAccountAuthorizationDetails", fault: { kind: "hang" } });
    const out = join(folder, "interrupted");
    const holder = startCli(["snapshot", "--config", config, "--out", out], { env: sandboxEnv(sandbox) });
    await holder.saw("collecting the account");
    const second = await cli(["runs", "--config", config]);
    expect(second.code).toBe(1);
    told(second, "STORE_OWNED");
    expect(second.stderr).toContain(`process ${holder.pid}`);
    const interrupted = performance.now();
    holder.kill("SIGINT");
    const done = await holder.done;
    expect(performance.now() - interrupted).toBeLessThan(30_000);
    expect([done.code, done.signal]).toEqual([4, null]);
    expect(done.stdout).toMatch(/^ {2}cancelled +iam:GetAccountAuthorizationDetails +111122223333 /m);
    off();
    expect(leftovers(data)).toEqual([]);
    const [run] = await runsOf(config);
    expect(run?.status).toBe("incomplete");
    expect((await cliHere(["verify", out])).code).toBe(0);
    expect((await cliHere(["verify", "--config", config])).code).toBe(0);
  });

  it("that cannot be written is named, and so is a bundle's folder", { timeout: 180_000 }, async () => {
    const home = join(folder, "unwritable");
    mkdirSync(home);
    const config = writeConfig(home, { dataDir: "data", connections: [connection({ endpoint: sandbox.url })] });
    chmodSync(home, 0o555);
    const as = { heedsPermissions: true };
    const done = await cli(["snapshot", "--config", config], { ...as, env: sandboxEnv(sandbox) });
    expect(done.code).toBe(1);
    told(done, "DATA_DIR_UNWRITABLE");
    expect(done.stderr).toContain(join(home, "data"));
    const demo = await cli(["demo", "--out", join(home, "demo"), "--no-open"], as);
    expect(demo.code).toBe(1);
    told(demo, "DATA_DIR_UNWRITABLE");
    expect(readdirSync(home)).toEqual(["exhibit.yaml"]);
  });

  it("whose signing key others may read is refused", { timeout: 180_000 }, async () => {
    const config = configured("exposed");
    const key = join(data, "keys", "ledger.key");
    chmodSync(key, 0o644);
    const done = await cliHere(["runs", "--config", config]);
    chmodSync(key, 0o600);
    expect(done.code).toBe(1);
    told(done, "LEDGER_KEY_INVALID");
  });
});

function mount(point: string, mebibytes: number): boolean {
  mkdirSync(point);
  return spawnSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "exhibit-test", point]).status === 0;
}

/** Whether this process may mount a small file system of its own: root on Linux. */
const canMount = ((): boolean => {
  const possible = isRoot && process.platform === "linux" && mount(join(folder, "probe"), 1);
  if (possible) spawnSync("umount", [join(folder, "probe")]);
  else
    process.stderr.write(
      "test lane disk-full of the command line skipped: this process may not mount a small file system\n",
    );
  return possible;
})();

describe.skipIf(!canMount)("a full disk", () => {
  const point = join(folder, "full");
  beforeAll(() => expect(mount(point, 96)).toBe(true));
  afterAll(() => spawnSync("umount", ["-l", point]));

  it(
    "ends a run clearly; nothing sealed is lost, and with space the next run is whole",
    { timeout: 180_000 },
    async () => {
      const config = writeConfig(point, { dataDir: "data", connections: [connection({ endpoint: sandbox.url })] });
      const env = sandboxEnv(sandbox);
      expect((await cliHere(["snapshot", "--config", config, "--quiet"], { env })).code).toBe(0);
      const { bavail, bsize } = statfsSync(point);
      writeFileSync(join(point, "ballast"), Buffer.alloc(Math.max(0, bavail * bsize - 160 * 1024), 1));
      const full = await cli(["snapshot", "--config", config, "--out", join(point, "bundle")], { env });
      expect(full.code).toBe(1);
      told(full, "DISK_FULL");
      rmSync(join(point, "ballast"));
      expect((await cliHere(["verify", "--config", config])).code).toBe(0);
      expect(leftovers(data)).toEqual([]);
      expect(existsSync(join(point, "bundle"))).toBe(false);
      const before = await runsOf(config);
      expect(before.map(({ status }) => status)).not.toContain("running");
      expect(before.at(-1)?.status).toBe("complete");
      expect((await cliHere(["snapshot", "--config", config, "--quiet"], { env })).code).toBe(0);
    },
  );

  it("for the bundle alone leaves the run, and the bundle can be written elsewhere", { timeout: 180_000 }, async () => {
    const config = configured("small-target");
    const target = join(folder, "tiny");
    expect(mount(target, 1)).toBe(true);
    try {
      const done = await cli(["snapshot", "--config", config, "--out", join(target, "bundle")], {
        env: sandboxEnv(sandbox),
      });
      expect(done.code).toBe(1);
      told(done, "DISK_FULL");
      expect(readdirSync(target)).toEqual([]);
      const again = await cliHere(["reassess", "latest", "--config", config, "--out", join(folder, "elsewhere.zip")]);
      expect(again.code, again.stderr).toBe(0);
      expect((await cliHere(["verify", join(folder, "elsewhere.zip")])).code).toBe(0);
    } finally {
      spawnSync("umount", ["-l", target]);
    }
  });
});

describe.skipIf(initdbPath === undefined)("a real PostgreSQL server", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it("takes the same way: snapshot, read, verify, and several processes at once", { timeout: 180_000 }, async () => {
    const config = writeConfig(join(folder, "server"), { connections: [connection({ endpoint: sandbox.url })] });
    const env = { ...sandboxEnv(sandbox), DATABASE_URL: server.url };
    const out = join(folder, "server", "bundle");
    const done = await cli(["snapshot", "--config", config, "--out", out], { env });
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout + done.stderr).not.toContain(server.password);
    const [runs, verified] = await Promise.all([
      cli(["runs", "--config", config, "--json"], { env }),
      cli(["verify", "--config", config], { env }),
    ]);
    expect(runs.json<Run[]>().map(({ status }) => status)).toEqual(["complete"]);
    expect(verified.stdout).toMatch(/^holds/);
    expect((await cliHere(["verify", out])).code).toBe(0);
    expect(existsSync(join(folder, "server", "exhibit-data", "db"))).toBe(false);
    const unknown = await cliHere(["runs", "--config", config], { env: { DATABASE_URL: `${server.url}_absent` } });
    told(unknown, "STORE_UNREACHABLE");
  });
});

describe("a database server", () => {
  it("that is not there is named without its password", { timeout: 180_000 }, async () => {
    const config = configured("nowhere");
    const done = await cli(["runs", "--config", config], {
      env: { DATABASE_URL: "postgres://exhibit:hunter2-canary@127.0.0.1:9/exhibit" },
    });
    expect(done.code).toBe(1);
    told(done, "STORE_UNREACHABLE");
    expect(done.stderr).toContain("127.0.0.1:9/exhibit");
    expect(done.stderr).not.toContain("hunter2");
    const malformed = await cliHere(["runs", "--config", config], {
      env: { DATABASE_URL: "mysql://exhibit:hunter2-canary@db/exhibit" },
    });
    expect(malformed.code).toBe(2);
    told(malformed, "CONFIG_INVALID");
    expect(malformed.stderr).not.toContain("hunter2");
  });
});

/** Last, because nothing works on the data directory afterwards. */
describe("damage", () => {
  it(
    "of the database is said as what it is, and verify finds the object that rotted",
    { timeout: 180_000 },
    async () => {
      const config = configured("damaged");
      const objects = join(data, "objects", "sha256");
      const all = readdirSync(objects, { recursive: true, encoding: "utf8" }).filter((name) => name.length > 10);
      const rotten = all
        .toSorted()
        .filter((_, index) => index % 9 === 0)
        .map((name) => join(objects, name));
      const good = rotten.map((path) => readFileSync(path));
      for (const [index, path] of rotten.entries()) {
        chmodSync(path, 0o640);
        writeFileSync(
          path,
          (good[index] ?? Buffer.alloc(0)).map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
        );
      }
      const verified = await cliHere(["verify", "--config", config]);
      expect(verified.code).toBe(1);
      expect(verified.stdout).toMatch(/^does not hold {2}evidence ev_[0-9a-f]{40}: BLOB_CORRUPT/m);
      expect(verified.stdout).toMatch(/^does not hold {2}assessment of run \S+: BLOB_CORRUPT/m);
      for (const [index, path] of rotten.entries()) writeFileSync(path, good[index] ?? "");
      expect((await cliHere(["verify", "--config", config])).code).toBe(0);

      truncateSync(join(data, "db", "global", "pg_control"), 0);
      const broken = await cli(["runs", "--config", config]);
      expect(broken.code).toBe(1);
      told(broken, "STORE_CORRUPT");
      rmSync(join(data, "db", "PG_VERSION"));
      const worse = await cliHere(["runs", "--config", config, "--json"]);
      expect([worse.code, worse.json<ToldError>().error.code]).toEqual([1, "STORE_CORRUPT"]);
    },
  );
});
