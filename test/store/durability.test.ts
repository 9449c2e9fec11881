import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EmbeddedDb } from "../../src/store/embedded/database.ts";
import { openStore } from "../../src/store/index.ts";
import { startScript } from "../support/processes.ts";
import { plainEntry } from "./samples.ts";

const SEAL = new URL("fixtures/seal-loop.ts", import.meta.url);
const TRIALS = 3;

/** Park–Miller: the same moments in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "exhibit-kill-"));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

test("what was acknowledged before kill -9 is there after it, without a gap", { timeout: 180_000 }, async () => {
  const random = seeded(20_261_122);
  const acknowledged = new Map<number, string>();
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const child = startScript(SEAL, [dataDir, `trial-${trial}`]);
    const size = Number((await child.line("size")).split(" ")[1]);
    expect(size).toBeGreaterThanOrEqual(acknowledged.size);
    await child.line("sealed");
    await sleep(20 + random() * 300);
    child.kill("SIGKILL");
    expect(await child.exit).toMatchObject({ signal: "SIGKILL" });
    for (const line of child.lines.filter((text) => text.startsWith("sealed"))) {
      const [, first, second, label] = line.split(" ");
      acknowledged.set(Number(first), `${label}`).set(Number(second), `${label} evidence`);
    }
  }
  const opened = await openStore({ dataDir });
  try {
    const size = await opened.store.ledger.size();
    const leaves = (await opened.store.ledger.read(0, size)).map((leaf) => Buffer.from(leaf).toString("utf8"));
    expect(leaves).toHaveLength(size);
    expect(acknowledged.size).toBeGreaterThan(TRIALS * 4);
    for (const [index, label] of acknowledged) {
      if (label.endsWith(" evidence")) expect(leaves[index]).toContain('"type":"evidence"');
      else expect(leaves[index]).toBe(label);
    }
    let evidence = 0;
    for (let trial = 0; trial < TRIALS; trial += 1)
      evidence += (await opened.store.evidenceOfRun(`trial-${trial}`)).length;
    expect(evidence).toBe(leaves.filter((leaf) => leaf.startsWith("{")).length);
    expect(size).toBe(evidence * 2);
  } finally {
    await opened.close();
  }
});

test("the embedded database waits for the disk at every commit", async () => {
  const opened = await openStore({ dataDir });
  try {
    const db = opened.db as EmbeddedDb;
    const before = db.syncs;
    for (let n = 0; n < 5; n += 1) await opened.store.seal([plainEntry("sync", "run", `${n}`)]);
    expect(db.syncs - before).toBeGreaterThanOrEqual(5);
  } finally {
    await opened.close();
  }
});
