import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { instant, type Run, type Scope } from "../../src/core/index.ts";
import { applyRetention, explainRemoved, type Retained } from "../../src/pipeline/retention.ts";
import type { Workshop } from "../../src/pipeline/ports.ts";
import { reassess } from "../../src/pipeline/run.ts";
import { verifyObjects } from "../../src/pipeline/verify-store.ts";
import { defineCheck, defineCollector, defineKind, pass, type Emission } from "../../src/sdk/index.ts";
import { openStore, type OpenedStore } from "../../src/store/index.ts";
import { bareCriteria } from "../support/estate.ts";
import { sealedEvidence } from "../store/samples.ts";
import { quietSnapshot } from "../support/quiet-snapshot.ts";
import { memoryWorkshop } from "../support/memory-workshop.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-06-01T00:00:00.000Z");

const kind = defineKind({
  id: "test.door",
  version: 1,
  title: "Doors",
  schema: z.looseObject({ name: z.string() }),
  key: ({ name }) => name,
  sensitivity: "internal",
  personalData: false,
  population: "Every door.",
});
const check = defineCheck({
  id: "test-door-exists",
  version: 1,
  title: "Doors exist",
  rationale: "A door is a door.",
  severity: "low",
  over: kind,
  params: z.object({}),
  remediation: "Build one.",
  expected: () => "there",
  test: () => pass("there"),
  examples: [],
});
const criteria = bareCriteria([check]);

let now: Date;
let doors: readonly string[];
let opened: OpenedStore;
let workshop: Workshop;

const collector = defineCollector({
  id: "test",
  title: "Test",
  platform: "test",
  version: "1.0.0",
  config: z.unknown(),
  kinds: [kind],
  operations: [],
  hosts: [],
  endpoints: () => [],
  preflight: async () => ({ identities: [], kinds: [], operations: [] }),
  async *collect(): AsyncGenerator<Emission, void, void> {
    const scope: Scope = { platform: "test", account: "1" };
    yield { type: "scope", scope, principal: "tester" };
    for (const name of doors) yield { type: "record", kind, scope, record: { name } };
    yield { type: "population", kind, scope, complete: true };
  },
});

beforeEach(async () => {
  const registry = { collectors: [collector], checks: [check], kinds: new Map([[kind.id, kind]]) };
  const memory = await memoryWorkshop({ registry, clock: { now: () => now } });
  opened = await openStore({ dataDir: memory.dataDir });
  const { store, blobs, retention } = opened;
  workshop = { ...memory, store, blobs: explainRemoved(blobs, (digest) => retention.removed(digest)) };
});
afterEach(async () => {
  await opened.close();
  await rm(workshop.dataDir, { recursive: true, force: true });
});

async function run(day: number, names: readonly string[], changed: Partial<Workshop> = {}): Promise<Run> {
  now = new Date(START + day * DAY);
  doors = names;
  const result = await quietSnapshot({
    workshop: { ...workshop, ...changed },
    connections: [{ id: "test", collector, environment: "test", config: {} }],
    criteria,
  });
  return result.run;
}

/** Removes what runs before the second day have, of their own. */
function retain(changed: Partial<Parameters<typeof applyRetention>[0]> = {}): Promise<Retained> {
  return applyRetention({
    workshop,
    retention: opened.retention,
    blobs: opened.blobs,
    before: instant(new Date(START + DAY)),
    connections: ["test"],
    dryRun: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...changed,
  });
}

async function recordsOf({ id }: Run): Promise<string> {
  const [stored] = await workshop.store.evidenceOfRun(id);
  return stored?.recordsBlob ?? "";
}

async function problems(): Promise<readonly string[]> {
  return (await verifyObjects(workshop)).flatMap(({ file, problem }) => (problem === undefined ? [] : [file, problem]));
}

describe("a run that collects again what retention is removing", () => {
  let first: Run;
  beforeEach(async () => {
    first = await run(0, ["gate", "back"]);
    await run(2, ["gate"]);
  });

  it("keeps what it stored before the removal and seals after it", async () => {
    let removed: Retained | undefined;
    const blobs: Workshop["blobs"] = {
      ...workshop.blobs,
      async put(bytes) {
        const stored = await workshop.blobs.put(bytes);
        if (removed === undefined && stored.digest === (await recordsOf(first))) {
          removed = await retain();
          expect(await workshop.blobs.has(stored.digest)).toBe(false);
        }
        return stored;
      },
    };
    const third = await run(3, ["gate", "back"], { blobs });
    expect(removed?.objects).toBeGreaterThan(0);
    expect([third.status, await recordsOf(third)]).toEqual(["complete", await recordsOf(first)]);
    expect(await workshop.blobs.has(await recordsOf(third))).toBe(true);
    expect(await problems()).toEqual([]);
  });

  it("keeps results of an old run that is judged again meanwhile", async () => {
    const { store } = workshop;
    let removed: Retained | undefined;
    await reassess({
      workshop: {
        ...workshop,
        store: {
          ...store,
          async saveResults(runId, rows, nonPass) {
            await store.saveResults(runId, rows, nonPass);
            removed = await retain();
            expect(await workshop.blobs.has(rows[0]?.resultsBlob ?? "")).toBe(false);
          },
        },
      },
      run: first,
      criteria,
      nodeVersion: "24",
      asOf: first.startedAt,
      onProgress: () => undefined,
    });
    expect(removed?.objects).toBeGreaterThan(1);
    const [row] = await workshop.store.checkRuns(first.id);
    expect(await workshop.blobs.has(row?.resultsBlob ?? "")).toBe(true);
    expect(await problems()).toEqual([]);
  });

  it("keeps what it sealed between the tombstone and the removal", async () => {
    const { retention } = opened;
    let third: Run | undefined;
    await retain({
      retention: {
        ...retention,
        async bury(burial) {
          const buried = await retention.bury(burial);
          expect(buried).toContain(await recordsOf(first));
          third ??= await run(3, ["gate", "back"]);
          return buried;
        },
      },
    });
    expect(third?.status).toBe("complete");
    expect(await workshop.blobs.has(await recordsOf(first))).toBe(true);
    expect(await problems()).toEqual([]);
  });

  it("has an ordinary object then: its loss is told as a loss, and another removal as that", async () => {
    await retain();
    const third = await run(3, ["gate", "back"]);
    await opened.blobs.remove(await recordsOf(third));
    expect(await problems()).toEqual(expect.arrayContaining([expect.stringContaining("BLOB_MISSING")]));
    await run(4, ["gate"]);
    await run(5, ["gate", "back"]);
    expect(await problems()).toEqual([]);
    await run(6, ["gate"]);
    expect((await retain({ before: instant(new Date(START + 5.5 * DAY)) })).objects).toBeGreaterThan(0);
    expect(await workshop.blobs.has(await recordsOf(third))).toBe(false);
    expect(await problems()).toEqual([]);
  });
});

describe("retention that is cancelled", () => {
  it("ends between two batches, and says what stands", async () => {
    const old = await run(0, ["gate", "back"]);
    await run(2, ["gate"]);
    const ended = AbortSignal.abort();
    await expect(retain({ signal: ended })).rejects.toMatchObject({
      code: "CANCELLED",
      message: expect.stringContaining("before it removed anything"),
      remedy: "repeat the command",
    });
    expect((await retain({ dryRun: true })).objects).toBeGreaterThan(0);

    const many = Array.from({ length: 300 }, (_, n) => sealedEvidence(old.id, `many ${n}`));
    await workshop.store.seal(many);
    const { objects: all } = await retain({ dryRun: true });
    const abort = new AbortController();
    await expect(retain({ signal: abort.signal, onProgress: () => abort.abort() })).rejects.toMatchObject({
      code: "CANCELLED",
      message: `retention was cancelled after the rows of results of 1 runs and 500 of ${all} objects`,
      remedy: expect.stringContaining("repeat the command for the rest") as string,
    });
    expect((await retain()).objects).toBe(all - 500);
    expect((await retain()).objects).toBe(0);
  });
});
