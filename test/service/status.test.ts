import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NewSlot } from "../../src/core/index.ts";
import { serviceStatus, type Status } from "../../src/service/status.ts";
import { openStore, type OpenedStore } from "../../src/store/index.ts";

const DUE = "2026-11-22T03:00:00.000Z";
const STARTS = "2026-11-22T03:20:00.000Z";
const nightly = { connection: "aws", platform: "aws", cron: "0 3 * * *", timeZone: "UTC", jitterMs: 0, priority: 10 };
let dataDir: string;
let opened: OpenedStore;

function slot(runId: string, more: Partial<NewSlot> = {}): NewSlot {
  const { connection, platform, priority } = nightly;
  return { runId, connection, platform, dueAt: DUE, notBefore: STARTS, trigger: "schedule", priority, ...more };
}

function status(at: string, connections: readonly string[] = ["aws"]): Promise<Status> {
  const { slots, store } = opened;
  return serviceStatus({ slots, store, connections, now: new Date(at), since: "2026-01-01T00:00:00.000Z" });
}

/** A slot that was begun once, and ended. */
async function ended(runId: string, dueAt: string, state: "failed" | "complete", connection = "aws"): Promise<void> {
  await opened.slots.add(slot(runId, { dueAt, notBefore: dueAt, connection }));
  await opened.slots.begin(runId, "worker", dueAt);
  const error = { code: "INTERNAL", message: "a defect", actor: "developer" } as const;
  await opened.slots.end(runId, { state, at: dueAt, ...(state === "failed" ? { error } : {}) });
}

describe("how the service stands, by the record", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "exhibit-status-"));
    opened = await openStore({ dataDir });
  }, 60_000);
  beforeEach(async () => {
    await opened.db.exec("truncate exhibit.slot, exhibit.schedule");
    await opened.slots.saveSchedules([nightly], "2026-11-21T12:00:00.000Z");
  });
  afterAll(async () => {
    await opened.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it("tells the run that waits for its jitter or its next attempt, not the one of tomorrow", async () => {
    expect((await status("2026-11-22T02:00:00.000Z")).schedules).toMatchObject([{ nextAt: DUE }]);
    await opened.slots.add(slot("run-1"));
    expect((await status("2026-11-22T03:05:00.000Z")).schedules).toMatchObject([{ nextAt: STARTS }]);
    await opened.slots.begin("run-1", "worker", STARTS);
    expect((await status("2026-11-22T03:21:00.000Z")).schedules).toMatchObject([
      { nextAt: "2026-11-23T03:00:00.000Z", running: { runId: "run-1" } },
    ]);
    const again = "2026-11-22T03:22:30.000Z";
    await opened.slots.putBack("run-1", 1, { at: STARTS, notBefore: again, counts: true });
    expect((await status("2026-11-22T03:22:00.000Z")).schedules).toMatchObject([{ nextAt: again }]);
  });

  it("needs nobody for failed runs that a later one made up for, or of connections that are configured no more", async () => {
    for (const day of [18, 19, 20]) await ended(`run-${day}`, `2026-11-${day}T03:00:00.000Z`, "failed");
    await ended("run-gone", "2026-11-20T03:00:00.000Z", "failed", "gone");
    const needs = ({ needsPerson }: Status) => needsPerson.flatMap(({ runId = [] }) => runId);
    const before = await status("2026-11-21T00:00:00.000Z");
    expect({ deadLetters: before.deadLetters, needs: needs(before) }).toEqual({
      deadLetters: 3,
      needs: ["run-20", "run-19", "run-18"],
    });
    await ended("run-21", "2026-11-21T03:00:00.000Z", "complete");
    const after = await status("2026-11-21T04:00:00.000Z");
    expect({ deadLetters: after.deadLetters, needs: needs(after) }).toEqual({ deadLetters: 0, needs: [] });
    expect(await status("2026-11-21T04:00:00.000Z", ["aws", "gone"])).toMatchObject({ deadLetters: 1 });
  });
});
