import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assessment, Run } from "../../src/core/index.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cliHere, connection, sandboxEnv, scratch, writeConfig } from "../support/cli.ts";
import { lane } from "../support/lanes.ts";

const python = lane("python3", ["python3"]);
const folder = scratch("cli-assess");
let sandbox: Sandbox;
let config: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  const organization = { roleName: "ExhibitReadOnly", externalId: sandbox.accounts[0]?.externalId ?? "" };
  config = writeConfig(folder, {
    dataDir: "data",
    connections: [
      { ...connection({ endpoint: sandbox.url }), id: "one" },
      { ...connection({ endpoint: sandbox.url, organization }), id: "two" },
    ],
  });
});
afterAll(() => sandbox.close());

function exhibit(...args: readonly string[]) {
  return cliHere([...args, "--config", config, "--json"], { env: sandboxEnv(sandbox) });
}

describe("assess", { timeout: 180_000 }, () => {
  it("says so while nothing has been collected", async () => {
    const done = await exhibit("assess");
    expect([done.code, done.stdout]).toEqual([1, expect.stringContaining("NOTHING_COLLECTED")]);
  });

  it("judges together what the connections collected one by one, without a call, and its bundle verifies", async () => {
    for (const id of ["one", "two"]) {
      const { run } = (await exhibit("snapshot", "--connection", id)).json<{ run: Run }>();
      // While there is nothing of the whole, the newest part is all there is to look at.
      expect((await exhibit("controls")).json<{ run: Run }>().run).toMatchObject({ id: run.id, part: true });
    }
    const before = sandbox.calls();
    const out = join(folder, "estate");
    const done = await exhibit("assess", "--out", out);
    expect(done.code, done.stderr).toBe(4);
    expect(sandbox.calls()).toEqual(before);
    const { run, assessment } = done.json<{ run: Run; assessment: Assessment }>();
    expect(run).toMatchObject({ assembled: true, connections: ["one", "two"] });
    expect(assessment.connections.map(({ id, calls }) => [id, calls])).toEqual([
      ["one", {}],
      ["two", {}],
    ]);
    const accounts = assessment.connections.flatMap(({ scope }) => scope.map(({ account }) => account));
    expect(new Set(accounts)).toEqual(new Set(sandbox.accounts.map(({ id }) => id)));
    expect((await exhibit("verify", out)).code).toBe(0);
    if (python !== undefined) expect(spawnSync(python, [join(out, "verify.py"), out]).status).toBe(0);
    expect((await exhibit("verify")).code).toBe(0);
  });

  it("leaves `latest` to the whole when one connection is collected later, and says so", async () => {
    const latest = async () => (await exhibit("controls")).json<{ run: Run }>().run;
    const whole = await latest();
    expect(whole.assembled).toBe(true);
    const told = await cliHere(["snapshot", "--connection", "two", "--config", config], { env: sandboxEnv(sandbox) });
    expect(told.stdout).toContain("This run is of 1 of 2 connections: `exhibit assess` judges it");
    expect((await latest()).id).toBe(whole.id);
    await exhibit("assess");
    expect((await latest()).id).not.toBe(whole.id);
  });

  it("carries what was seen before when the newest attempt failed, and names the failure", async () => {
    const restore = sandbox.setFault({ operation: "*", fault: { kind: "expired-token" } });
    await exhibit("snapshot", "--connection", "one");
    restore();
    const { assessment } = (await exhibit("assess")).json<{ assessment: Assessment }>();
    const one = assessment.connections.find(({ id }) => id === "one");
    expect(one?.scope.length).toBeGreaterThan(0);
    expect(one?.status).toBe("incomplete");
    expect(one?.error?.code).toBe("AUTH_EXPIRED");
  });

  it("tells the difference to a run that lost a connection as lost, and nothing of it as seen again", async () => {
    const parts = (await exhibit("runs")).json<Run[]>().filter(({ connections }) => connections.join() === "one");
    const [lost, seen] = [parts.at(0)?.id ?? "", parts.at(-1)?.id ?? ""];
    const { stdout } = await cliHere(["diff", seen, lost, "--config", config], { env: sandboxEnv(sandbox) });
    expect(stdout).toMatch(/No longer seen \(1\)\n +one: the whole connection \(AUTH_EXPIRED: /);
    expect(stdout).not.toContain("Seen again");
    const back = await cliHere(["diff", lost, seen, "--config", config], { env: sandboxEnv(sandbox) });
    expect(back.stdout).toMatch(/Seen again \(1\)\n +one: the whole connection/);
  });
});
