import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assessment, Run } from "../../src/core/index.ts";
import type { Retained } from "../../src/pipeline/retention.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cliHere, connection, sandboxEnv, scratch, writeConfig } from "../support/cli.ts";

const folder = scratch("cli-retention");
const objects = join(folder, "data", "objects", "sha256");
const old = join(folder, "old-bundle");
let sandbox: Sandbox;
let config: string;
let first: Run;
/** Before retention. */
let all: ReadonlySet<string>;

beforeAll(async () => {
  sandbox = await startSandbox();
  const one = connection({ endpoint: sandbox.url });
  config = writeConfig(folder, { dataDir: "data", connections: [one, { ...one, id: "again" }] });
  first = (await exhibit("snapshot", "--out", old)).json<{ run: Run }>().run;
  // Equal payloads are stored once and stay while a newer run needs them: the second run sees less.
  const restore = sandbox.setFault({ operation: "iam:GetAccountAuthorizationDetails", fault: { kind: "deny" } });
  await exhibit("snapshot");
  restore();
}, 180_000);
afterAll(() => sandbox.close());

function exhibit(...args: readonly string[]) {
  return cliHere([...args, "--config", config, "--json"], { env: sandboxEnv(sandbox) });
}

function files(): ReadonlySet<string> {
  return new Set(readdirSync(objects, { recursive: true, encoding: "utf8" }).filter((path) => path.includes("/")));
}

function stored(): number {
  return files().size;
}

describe("retention", { timeout: 180_000 }, () => {
  it("needs to be told how long", async () => {
    const done = await exhibit("retention");
    expect([done.code, done.stdout]).toEqual([2, expect.stringContaining("retention: { payloads: P730D }")]);
  });

  it("says what it would remove, and removes nothing", async () => {
    const before = stored();
    const done = await exhibit("retention", "--older-than", new Date().toISOString(), "--dry-run");
    expect(done.json<Retained>()).toMatchObject({ dryRun: true, runs: 0 });
    expect(done.json<Retained>().objects).toBeGreaterThan(10);
    expect(stored()).toBe(before);
  });

  it("removes the payloads of old runs, keeps the newest, and everything that is left verifies", async () => {
    all = files();
    const before = stored();
    const done = (await exhibit("retention", "--older-than", new Date().toISOString())).json<Retained>();
    expect(done.runs).toBe(1);
    expect(before - stored()).toBe(done.objects);
    expect((await exhibit("verify", old)).code).toBe(0);
    const verified = await exhibit("verify");
    expect(verified.code, verified.stdout).toBe(0);
    expect(verified.stdout).toMatch(/retention removed this payload on .* \(ledger entry \d+\)/);
    const again = (await exhibit("retention", "--older-than", new Date().toISOString())).json<Retained>();
    expect(again).toMatchObject({ objects: 0, runs: 0 });
  });

  it("keeps what was judged, and says of the rest what became of it", async () => {
    const controls = await exhibit("controls", first.id);
    expect(controls.code).toBe(0);
    for (const args of [
      ["reassess", first.id],
      ["diff", first.id, "latest"],
    ]) {
      const done = await exhibit(...args);
      expect([done.code, done.stdout]).toEqual([1, expect.stringContaining("PAYLOAD_REMOVED")]);
    }
    const { assessment } = (await exhibit("assess")).json<{ assessment: Assessment }>();
    expect(assessment.connections[0]?.scope.length).toBeGreaterThan(0);
    // Of 5.2 the old run has nothing but passes; whose they were only its results could tell.
    for (const id of ["8.2", "5.2"]) {
      const done = await exhibit("control", id, "--since", "1d");
      expect([done.code, id, done.code === 0 ? "" : done.stdout]).toEqual([0, id, ""]);
    }
    expect(existsSync(old)).toBe(true);
  });

  it("a loss of what was collected again is no removal", { timeout: 300_000 }, async () => {
    const before = files();
    await exhibit("snapshot");
    const restored = [...files()].filter((file) => !before.has(file));
    const removed = [...all].filter((file) => restored.includes(file));
    expect(removed.length).toBeGreaterThan(0);
    expect((await exhibit("verify")).code).toBe(0);
    for (const file of removed) renameSync(join(objects, file), join(folder, file.replace("/", "")));
    const verified = await exhibit("verify");
    for (const file of removed) renameSync(join(folder, file.replace("/", "")), join(objects, file));
    expect([verified.code, verified.stdout]).toEqual([1, expect.stringContaining("BLOB_MISSING")]);
    expect((await exhibit("verify")).code).toBe(0);
  });
});
