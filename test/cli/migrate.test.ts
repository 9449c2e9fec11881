import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Run } from "../../src/core/index.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cliHere, connection, sandboxEnv, scratch, writeConfig, type ToldError } from "../support/cli.ts";
import { initdbPath, startPostgres, type TestServer } from "../support/postgres.ts";

const folder = scratch("cli-migrate");
let sandbox: Sandbox;
let server: TestServer;
let config: string;

function exhibit(args: readonly string[], env: Readonly<Record<string, string>> = {}, cancelAt?: string) {
  return cliHere([...args, "--config", config], {
    env: { ...sandboxEnv(sandbox), ...env },
    ...(cancelAt === undefined ? {} : { cancelAt }),
  });
}

describe.skipIf(initdbPath === undefined)("migrate", { timeout: 180_000 }, () => {
  beforeAll(async () => {
    sandbox = await startSandbox();
    server = await startPostgres();
    config = writeConfig(folder, { dataDir: "data", connections: [connection({ endpoint: sandbox.url })] });
  }, 120_000);
  afterAll(async () => {
    await sandbox.close();
    await server.stop();
  });

  it("cancelled while it copies leaves both sides as they were", async () => {
    await exhibit(["snapshot"]);
    const url = await server.createDatabase();
    const cancelled = await exhibit(["migrate", "--to", url], {}, "copying");
    expect([cancelled.code, cancelled.stderr]).toEqual([1, expect.stringContaining("CANCELLED")]);
    expect(cancelled.stderr).toContain("neither database was changed");
    expect((await exhibit(["migrate", "--to", url, "--json"])).json<{ ok: boolean }>().ok).toBe(true);
  });

  it("unable to verify what it copied says that the source stays in use, and how to begin again", async () => {
    const url = await server.createDatabase();
    const cancelled = await exhibit(["migrate", "--to", url, "--json"], {}, "verifying");
    const remedy = expect.stringMatching(/do not set DATABASE_URL.*drop schema exhibit cascade/) as string;
    expect(cancelled.json<ToldError>().error).toMatchObject({ code: "CANCELLED", remedy });
    const again = await exhibit(["migrate", "--to", url, "--json"]);
    expect(again.json<ToldError>().error).toMatchObject({
      code: "STORE_NOT_EMPTY",
      remedy: expect.stringContaining("drop schema exhibit cascade") as string,
    });

    const objects = join(folder, "data", "objects", "sha256");
    const [lost = ""] = readdirSync(objects, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.includes("/"),
    );
    renameSync(join(objects, lost), join(folder, "lost"));
    const target = await server.createDatabase();
    const moved = await exhibit(["migrate", "--to", target, "--json"]);
    const told = await exhibit(["migrate", "--to", await server.createDatabase()]);
    renameSync(join(folder, "lost"), join(objects, lost));
    expect([moved.code, moved.json<object>()]).toMatchObject([1, { ok: false, remedy }]);
    expect([told.code, told.stdout]).toEqual([1, remedy]);
    expect(told.stdout).not.toContain("Now write");

    const database = new Client({ connectionString: target });
    await database.connect();
    await database.query("drop schema exhibit cascade");
    await database.end();
    expect((await exhibit(["migrate", "--to", target])).code).toBe(0);
  });

  it("moves runs and ledger, proves that nothing changed, and goes on from there", async () => {
    await exhibit(["assess"]);
    const before = (await exhibit(["runs", "--json"])).stdout;
    const url = await server.createDatabase();
    const moved = await exhibit(["migrate", "--to", "${env:TARGET}", "--json"], { TARGET: url });
    expect(moved.code, moved.stdout + moved.stderr).toBe(0);
    const { tables } = moved.json<{ tables: { table: string; rows: number }[] }>();
    expect(tables.find(({ table }) => table === "run")?.rows).toBe(2);
    expect(tables.find(({ table }) => table === "ledger_entry")?.rows).toBeGreaterThan(20);
    expect((await exhibit(["runs", "--json"], { DATABASE_URL: url })).stdout).toBe(before);
    expect((await exhibit(["snapshot"], { DATABASE_URL: url })).code).toBeLessThan(5);
    const verified = await exhibit(["verify"], { DATABASE_URL: url });
    expect(verified.code, verified.stdout).toBe(0);
    const runs = (await exhibit(["runs", "--json"], { DATABASE_URL: url })).json<Run[]>();
    expect(runs).toHaveLength(3);

    const again = await exhibit(["migrate", "--to", url]);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("STORE_NOT_EMPTY")]);
    expect(again.stderr).not.toContain(server.password);
  });

  it("refuses what is no address, and an installation that is on a server", async () => {
    const wrong = await exhibit(["migrate", "--to", "mysql://localhost/x"]);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("--to")]);
    const there = await exhibit(["migrate", "--to", "postgres://localhost/x"], {
      DATABASE_URL: "postgres://localhost/y",
    });
    expect([there.code, there.stderr]).toEqual([2, expect.stringContaining("already")]);
  });
});
