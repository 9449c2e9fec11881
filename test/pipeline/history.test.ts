import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { ExhibitError, instant, type Control, type Run, type Scope } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { assembleEstate, hasNews } from "../../src/pipeline/estate.ts";
import { controlHistory } from "../../src/pipeline/history/history.ts";
import { heeding } from "../../src/pipeline/heeding.ts";
import { reportHistory } from "../../src/pipeline/history/report-history.ts";
import { snapshot } from "../../src/pipeline/run.ts";
import { defineCheck, defineCollector, defineKind, fail, pass, type Emission } from "../../src/sdk/index.ts";
import { bareCriteria } from "../support/estate.ts";
import { memoryWorkshop, type MemoryWorkshop } from "../support/memory-workshop.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-06-01T00:00:00.000Z");
const day = (number: number): string => instant(new Date(START + number * DAY));

const kind = defineKind({
  id: "test.door",
  version: 1,
  title: "Doors",
  schema: z.looseObject({ name: z.string(), locked: z.boolean() }),
  key: ({ name }) => name,
  sensitivity: "internal",
  personalData: false,
  population: "Every door.",
});
const check = defineCheck({
  id: "test-door-is-locked",
  version: 1,
  title: "Doors are locked",
  rationale: "An open door lets everybody in.",
  severity: "high",
  over: kind,
  params: z.object({}),
  remediation: "Lock it.",
  expected: () => "locked",
  test: ({ locked }) => (locked ? pass("locked") : fail("open")),
  examples: [],
});
const control: Control = {
  id: "8.99",
  title: "Doors",
  theme: "technological",
  isNew: false,
  purpose: "Doors.",
  owner: "us",
  related: [],
  predecessors2013: [],
  attributes: { controlType: [], properties: [], concepts: [], capabilities: [], domains: [] },
  points: [
    {
      id: "8.99-1",
      text: "Doors are locked.",
      mode: "auto",
      weight: 3,
      platforms: ["test"],
      checks: [{ id: check.id, role: "normal", rationale: "It looks at doors." }],
      evidenceKinds: [kind.id],
    },
  ],
};

let now: Date;
let workshop: MemoryWorkshop;
/** Doors by connection, true = locked; `undefined` = the platform turns us away. */
let doors: Record<string, Readonly<Record<string, boolean>> | undefined>;

function collector(connection: string): ReturnType<typeof defineCollector> {
  const scope: Scope = { platform: "test", account: connection };
  return defineCollector({
    id: connection,
    title: connection,
    platform: "test",
    version: "1.0.0",
    config: z.unknown(),
    kinds: [kind],
    operations: [],
    hosts: [],
    endpoints: () => [],
    preflight: async () => ({ identities: [], kinds: [], operations: [] }),
    async *collect(): AsyncGenerator<Emission, void, void> {
      const own = doors[connection];
      if (own === undefined) throw new ExhibitError("AUTH_EXPIRED", "the credentials have expired");
      yield { type: "scope", scope, principal: "tester" };
      for (const [name, locked] of Object.entries(own)) yield { type: "record", kind, scope, record: { name, locked } };
      yield { type: "population", kind, scope, complete: true };
    },
  });
}

const criteria = bareCriteria([check], [control]);
const connections = ["left", "right"];

async function run(at: number, ...ids: readonly string[]): Promise<Run> {
  now = new Date(START + at * DAY);
  const result = await snapshot({
    workshop,
    gateway: createGateway({ clock: workshop.clock, random: () => 0.5, sleep: async () => undefined }),
    connections: ids.map((id) => ({ id, collector: collector(id), environment: "test", config: {} })),
    criteria,
    trigger: "schedule",
    controls: [],
    env: {},
    nodeVersion: "24",
    signal: new AbortController().signal,
    secrets: [],
    archive: undefined,
    onProgress: () => undefined,
  });
  return result.run;
}

async function assemble(at: number, signal?: AbortSignal) {
  now = new Date(START + at * DAY);
  return assembleEstate({
    workshop: signal === undefined ? workshop : heeding(workshop, { signal, message: "cancelled", remedy: "repeat" }),
    criteria,
    connections,
    trigger: "schedule",
    nodeVersion: "24",
    onProgress: () => undefined,
  });
}

function history(to: number) {
  return controlHistory({ workshop, control, period: { from: day(0), to: day(to) }, connections });
}

beforeEach(async () => {
  const collectors = connections.map(collector);
  workshop = await memoryWorkshop({
    registry: { collectors, checks: [check], kinds: new Map([[kind.id, kind]]) },
    clock: { now: () => now },
  });
  doors = { left: { front: true, back: true }, right: { gate: true } };
});
afterEach(() => workshop.dispose());

describe("the history of a control", () => {
  it("measures resource-days of each connection, from runs of one and of several", async () => {
    await run(0, "left", "right");
    doors["left"] = { front: true, back: false };
    await run(1, "left");
    await run(2, "right");
    doors["left"] = { front: true, back: true };
    await run(2, "left");
    const { points, deviations } = await history(4);
    // left: 2 doors x 4 days, one of them open for a day; right: one door x 4 days.
    expect(points).toMatchObject([{ id: "8.99-1", passing: 11, failing: 1, unseen: 0 }]);
    expect(points[0]?.assured).toBeCloseTo(11 / 12, 10);
    expect(deviations).toMatchObject([
      { connection: "left", subject: "back", notBefore: day(0), firstSeen: day(1), lastSeen: day(1), endedBy: day(2) },
    ]);
  });

  it("widens the interval where nobody looked, and names why", async () => {
    await run(0, "left", "right");
    doors["left"] = undefined;
    await run(2, "left");
    await run(2, "right");
    const { points, coverage } = await history(4);
    expect(points[0]).toMatchObject({ passing: 2 * 2 + 4, failing: 0, unseen: 2 * 2 });
    expect(coverage).toEqual([
      { connection: "left", from: day(0), to: day(2), watched: true },
      { connection: "left", from: day(2), to: day(4), watched: false, reason: "AUTH_EXPIRED" },
      { connection: "right", from: day(0), to: day(4), watched: true },
    ]);
  });

  it("an assembled run is a point of the trend and no new look", async () => {
    doors["left"] = { front: false };
    await run(0, "left");
    await run(0, "right");
    const { assessment, run: assembled } = await assemble(1);
    expect(assembled.status).toBe("complete");
    expect(assessment.controls[0]?.points[0]?.checks[0]?.counts).toMatchObject({ pass: 1, fail: 1 });
    const { trend, deviations, points } = await history(2);
    expect(trend.map(({ runId }) => runId)).toContain(assembled.id);
    expect(deviations).toMatchObject([{ subject: "front", firstSeen: day(0), lastSeen: day(0) }]);
    expect(points[0]).toMatchObject({ passing: 2, failing: 2, unseen: 0 });
  });

  it("stands in the report of a run as it was then: later runs change nothing", async () => {
    const first = await run(0, ...connections);
    doors["left"] = { front: true, back: false };
    const second = await run(1, ...connections);
    const historyAt = async (shown: Run) => {
      const stored = await workshop.store.getAssessment(shown.id);
      if (stored === undefined) throw new Error("no assessment");
      return reportHistory(workshop, shown, stored.assessment);
    };
    expect(await historyAt(first)).toBeUndefined();
    const before = await historyAt(second);
    expect(before?.runs.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(before?.controls["8.99"]?.map((point) => point?.assured)).toEqual(
      [1, 2 / 3].map((share) => expect.closeTo(share, 5)),
    );
    await run(2, ...connections);
    expect(await historyAt(second)).toEqual(before);
  });

  it("is worth another assembled run only when a part has ended since", async () => {
    const { store } = workshop;
    expect(await hasNews(store)).toBe(false);
    const whole = await run(0, ...connections);
    expect(await hasNews(store)).toBe(false);
    await store.createRun({ ...whole, id: "part", part: true });
    expect(await hasNews(store)).toBe(true);
    await assemble(1);
    expect(await hasNews(store)).toBe(false);
  });

  it("what was seen long ago has expired in an assembled run", async () => {
    await run(0, "left", "right");
    doors["right"] = undefined;
    await run(20, "left");
    await run(20, "right");
    const { assessment } = await assemble(20);
    expect(assessment.controls[0]?.points[0]?.checks[0]?.counts).toMatchObject({ pass: 2, undetermined: 1 });
    expect(assessment.connections.find(({ id }) => id === "right")).toMatchObject({
      status: "incomplete",
      error: { code: "AUTH_EXPIRED" },
    });
  });
});

describe("an assessment of everything that is cancelled", () => {
  it("closes its run, and the next one is whole", async () => {
    await run(0, "left", "right");
    await expect(assemble(1, AbortSignal.abort())).rejects.toMatchObject({ code: "CANCELLED", remedy: "repeat" });
    const [cancelled] = await workshop.store.listRuns(1);
    expect(cancelled).toMatchObject({ assembled: true, status: "failed", error: { code: "CANCELLED" } });
    expect(await workshop.store.openRuns()).toEqual([]);
    expect((await assemble(2)).run.status).toBe("complete");
  });
});
