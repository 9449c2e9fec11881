import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { ExhibitError, fixedClock, type Scope } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { reassess, snapshot, type SnapshotOptions } from "../../src/pipeline/run.ts";
import { defineCollector, defineKind, type CollectContext, type Emission } from "../../src/sdk/index.ts";
import { bareCriteria } from "../support/estate.ts";
import { memoryWorkshop, type MemoryWorkshop } from "../support/memory-workshop.ts";

const clock = fixedClock("2026-11-22T10:00:00.000Z");
const scope: Scope = { platform: "test", account: "111122223333" };
const thing = defineKind({
  id: "test.thing",
  version: 1,
  title: "Things",
  schema: z.looseObject({ name: z.string() }),
  key: ({ name }) => name,
  sensitivity: "internal",
  personalData: false,
  population: "Every thing.",
});

/** A collector whose one record comes at once, or that waits until it is cancelled. */
function collector(id: string, waits: boolean, seen: { aborted: boolean }): ReturnType<typeof defineCollector> {
  return defineCollector({
    id,
    title: id,
    platform: "test",
    version: "1.0.0",
    config: z.unknown(),
    kinds: [thing],
    operations: [],
    hosts: [],
    endpoints: () => [],
    preflight: async () => ({ identities: [], kinds: [], operations: [] }),
    async *collect({ signal }: CollectContext): AsyncGenerator<Emission, void, void> {
      yield { type: "scope", scope, principal: "tester" };
      // As the door to a platform does.
      signal.throwIfAborted();
      if (waits)
        await new Promise<void>((resolve) => {
          signal.addEventListener("abort", () => {
            seen.aborted = true;
            resolve();
          });
        });
      yield { type: "record", kind: thing, scope, record: { name: id } };
      yield { type: "population", kind: thing, scope, complete: true };
    },
  });
}

let workshop: MemoryWorkshop;
afterEach(() => workshop.dispose());

async function options(waits: readonly boolean[], seen: { aborted: boolean }): Promise<SnapshotOptions> {
  const collectors = waits.map((waiting, index) => collector(`test-${index}`, waiting, seen));
  workshop = await memoryWorkshop({ registry: { collectors, checks: [], kinds: new Map([[thing.id, thing]]) }, clock });
  return {
    workshop,
    gateway: createGateway({ clock, random: () => 0.5, sleep: async () => undefined }),
    connections: collectors.map((one) => ({ id: one.id, collector: one, environment: "test", config: {} })),
    criteria: bareCriteria([]),
    trigger: "demand",
    controls: [],
    env: {},
    nodeVersion: "24",
    signal: new AbortController().signal,
    secrets: [],
    archive: { recipients: [] },
    onProgress: () => undefined,
  };
}

describe("a run of a connection that another run works on", () => {
  it("waits for it, says so, and gives the connection back", async () => {
    const told: string[] = [];
    const asked = await options([false, false], { aborted: false });
    const release = await workshop.store.claim("connection test-0");
    const taking = snapshot({
      ...asked,
      onProgress: (message, { connection }) => told.push(`${connection} ${message}`),
    });
    await expect.poll(() => told).toContain("test-1 sealed");
    expect(told).toContain("test-0 waiting for another run of the connection");
    expect(told).not.toContain("test-0 collecting");
    await release?.();
    expect((await taking).run.status).toBe("complete");
    expect(await workshop.store.claim("connection test-0")).toBeTypeOf("function");
    expect(await workshop.store.claim("connection test-1")).toBeTypeOf("function");
  });

  it("waits no longer when it is told to end", async () => {
    const seen = { aborted: false };
    const abort = new AbortController();
    const asked = await options([true], seen);
    const release = await workshop.store.claim("connection test-0");
    const told: string[] = [];
    const taking = snapshot({ ...asked, signal: abort.signal, onProgress: (message) => told.push(message) });
    await expect.poll(() => told).toContain("waiting for another run of the connection");
    abort.abort(new ExhibitError("CANCELLED", "enough"));
    const { run } = await taking;
    expect(run.status).toBe("incomplete");
    await release?.();
  });
});

describe("the name of the organisation", () => {
  it("is sealed with each assessment: a new name is that of what is judged from then on", async () => {
    const asked = await options([false], { aborted: false });
    const { run, json } = await snapshot(asked);
    expect(JSON.parse(json)).toMatchObject({ organisation: asked.criteria.organisation });
    const { nodeVersion, onProgress } = asked;
    const criteria = { ...asked.criteria, organisation: "Renamed GmbH" };
    const { asOf = "" } = run;
    const again = await reassess({ workshop, run, criteria, nodeVersion, onProgress, asOf });
    expect(again.assessment.organisation).toBe("Renamed GmbH");
    const same = await reassess({ workshop, run, criteria: asked.criteria, nodeVersion, onProgress, asOf });
    expect(same.json).toBe(json);
  });
});

describe("a run whose store fails while it collects", () => {
  const full = new ExhibitError("DISK_FULL", "no space is left");

  it("stops every connection, closes the run with the cause and leaves nothing on the disk", async () => {
    const seen = { aborted: false };
    const asked = await options([false, true], seen);
    workshop.store.seal = async () => {
      throw full;
    };
    await expect(snapshot(asked)).rejects.toBe(full);
    expect(seen.aborted).toBe(true);
    const [run] = await workshop.store.listRuns(10);
    expect(run).toMatchObject({ status: "failed", error: { code: "DISK_FULL" } });
    const spool = join(workshop.dataDir, "spool");
    const left = existsSync(spool) ? readdirSync(spool, { recursive: true, withFileTypes: true }) : [];
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });

  it("tells what failed first, even when the failure itself cannot be stored", async () => {
    const asked = await options([false], { aborted: false });
    workshop.store.seal = async () => {
      throw full;
    };
    workshop.store.updateRun = async () => {
      throw new ExhibitError("STORE_CORRUPT", "the embedded database broke off");
    };
    await expect(snapshot(asked)).rejects.toBe(full);
    expect(await workshop.store.openRuns()).toHaveLength(1);
  });

  it("and a run without failures seals every connection", async () => {
    const asked = await options([false, false], { aborted: false });
    const { run, assessment } = await snapshot(asked);
    expect(run.status).toBe("complete");
    expect(assessment.connections.map(({ id, status }) => [id, status])).toEqual([
      ["test-0", "complete"],
      ["test-1", "complete"],
    ]);
    expect(await workshop.store.evidenceOfRun(run.id)).toHaveLength(2);
  });
});
