import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fixedClock, type Run } from "../../src/core/index.ts";
import { recover } from "../../src/pipeline/run.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { bareCriteria, runEstate, type EstateRun } from "../support/estate.ts";

vi.mock("../../collectors/_aws/sleep.ts", () => ({ sleep: async () => undefined }));

const clock = fixedClock("2026-11-22T10:00:00.000Z");
let sandbox: Sandbox;
let estate: EstateRun;

beforeAll(async () => {
  sandbox = await startSandbox({ clock });
  estate = await runEstate(sandbox, { clock, config: { analyzerRegions: ["eu-central-1"] } });
});

afterAll(async () => {
  await estate.workshop.dispose();
  await sandbox.close();
});

/** Puts the run back to where a crash at this step would have left it. */
async function crashedAt(step: Run["step"]): Promise<void> {
  await estate.workshop.store.updateRun(estate.run.id, { status: "running", step });
}

function complete(shared = false): ReturnType<typeof recover> {
  return recover({
    workshop: estate.workshop,
    criteria: bareCriteria(),
    nodeVersion: "24",
    onProgress: () => undefined,
    shared,
    tended: async () => new Set(),
  });
}

describe("a run that a crash left open", () => {
  it.each(["collect", "evaluate", "assess", "publish"] as const)(
    "at %s is judged from what was sealed, with the same results",
    async (step) => {
      const before = await estate.workshop.store.checkRuns(estate.run.id);
      await crashedAt(step);
      const [recovered, ...others] = await complete();
      expect(others).toEqual([]);
      expect(recovered?.outcome).toBe("completed");
      expect(recovered?.run.status).toBe(estate.run.status);
      const after = await estate.workshop.store.checkRuns(estate.run.id);
      expect(after.map(({ checkId, resultsDigest }) => [checkId, resultsDigest])).toEqual(
        before.map(({ checkId, resultsDigest }) => [checkId, resultsDigest]),
      );
      expect(await estate.workshop.store.openRuns()).toEqual([]);
    },
  );

  it("is left alone while a living process holds it", async () => {
    await crashedAt("collect");
    const release = await estate.workshop.store.claim(`run ${estate.run.id}`);
    expect(await complete()).toEqual([]);
    await release?.();
    expect((await complete()).map(({ outcome }) => outcome)).toEqual(["completed"]);
  });

  it("that sealed nothing is closed as failed, and says so", async () => {
    const empty: Run = {
      ...estate.run,
      id: "01a20000-0000-7000-8000-000000000000",
      status: "running",
      step: "collect",
    };
    await estate.workshop.store.createRun(empty);
    expect((await complete()).map(({ outcome }) => outcome)).toEqual(["failed"]);
    expect(await estate.workshop.store.getRun(empty.id)).toMatchObject({
      status: "failed",
      error: { code: "RUN_INTERRUPTED" },
    });
  });

  it("whose objects are on another machine is left to that machine", async () => {
    const objects = (estate.workshop.blobs as unknown as { objects: Map<string, Uint8Array> }).objects;
    const kept = new Map(objects);
    objects.clear();
    await crashedAt("collect");
    expect((await complete(true)).map(({ outcome }) => outcome)).toEqual(["left"]);
    expect((await estate.workshop.store.openRuns()).map(({ id }) => id)).toEqual([estate.run.id]);
    for (const [digest, bytes] of kept) objects.set(digest, bytes);
    expect((await complete(true)).map(({ outcome }) => outcome)).toEqual(["completed"]);
  });
});
