import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ExhibitError, type Digest, type Run, type Verdict } from "../../src/core/index.ts";
import { hasNews } from "../../src/pipeline/estate.ts";
import { difference } from "../../src/pipeline/diff.ts";
import { allCoverage, controlHistory } from "../../src/pipeline/history/history.ts";
import { connectionOutcomes } from "../../src/pipeline/outcomes.ts";
import { heeding } from "../../src/pipeline/heeding.ts";
import { reportHistory } from "../../src/pipeline/history/report-history.ts";
import type { Workshop } from "../../src/pipeline/ports.ts";
import { day, doorControl as control, doorEstate, type DoorEstate } from "../support/doors.ts";

const connections = ["left", "right"];
let estate: DoorEstate;
const run: DoorEstate["run"] = (at, ...ids) => estate.run(at, ...ids);

function history(to: number, from = 0, workshop: Workshop = estate.workshop) {
  return controlHistory({ workshop, control, period: { from: day(from), to: day(to) }, connections });
}

async function judgedBy(shown: Run) {
  const stored = await estate.workshop.store.getAssessment(shown.id);
  if (stored === undefined) throw new Error("no assessment");
  return { run: shown, assessment: stored.assessment };
}

/** The workshop after retention took what is not kept: counts and assessments are all that is left of the other runs. */
async function withoutPayloads(...kept: readonly Run[]): Promise<Workshop> {
  const { workshop } = estate;
  const present = new Set<Digest>();
  for (const { id } of kept) for (const { resultsBlob } of await workshop.store.checkRuns(id)) present.add(resultsBlob);
  return {
    ...workshop,
    blobs: {
      ...workshop.blobs,
      async *read(digest) {
        if (!present.has(digest))
          throw new ExhibitError("PAYLOAD_REMOVED", "retention removed this", { place: digest });
        yield* workshop.blobs.read(digest);
      },
    },
  };
}

beforeEach(async () => {
  estate = await doorEstate(connections);
  estate.doors = { left: { a: { front: true, back: true } }, right: { b: { gate: true } } };
});
afterEach(() => estate.workshop.dispose());

describe("the history of a control", () => {
  it("measures resource-days of each connection, from runs of one and of several", async () => {
    await run(0, "left", "right");
    estate.doors["left"] = { a: { front: true, back: false } };
    await run(1, "left");
    await run(2, "right");
    estate.doors["left"] = { a: { front: true, back: true } };
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
    estate.doors["left"] = undefined;
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
    estate.doors["left"] = { a: { front: false } };
    await run(0, "left");
    await run(0, "right");
    const { assessment, run: assembled } = await estate.assemble(1);
    expect(assembled.status).toBe("complete");
    expect(assessment.controls[0]?.points[0]?.checks[0]?.counts).toMatchObject({ pass: 1, fail: 1 });
    const { trend, deviations, points } = await history(2);
    expect(trend.map(({ runId }) => runId)).toContain(assembled.id);
    expect(deviations).toMatchObject([{ subject: "front", firstSeen: day(0), lastSeen: day(0) }]);
    expect(points[0]).toMatchObject({ passing: 2, failing: 2, unseen: 0 });
  });

  it("stands in the report of a run as it was then: later runs change nothing", async () => {
    const first = await run(0, ...connections);
    estate.doors["left"] = { a: { front: true, back: false } };
    const second = await run(1, ...connections);
    const historyAt = async (shown: Run) => reportHistory(estate.workshop, shown, (await judgedBy(shown)).assessment);
    expect(await historyAt(first)).toBeUndefined();
    const before = await historyAt(second);
    expect(before?.runs.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(before?.controls["8.99"]?.map((point) => point?.assured)).toEqual(
      [1, 2 / 3].map((share) => expect.closeTo(share, 5)),
    );
    await run(2, ...connections);
    expect(await historyAt(second)).toEqual(before);
  });

  it("of a quarter of many runs, the report shows the quarter: a share of each time, and every change of verdict", async () => {
    const { store } = estate.workshop;
    const first = await run(0, ...connections);
    const { assessment } = await judgedBy(first);
    const every = 6;
    const told = async (number: number, verdict: Verdict): Promise<Run> => {
      const at = day(number / every);
      const whole = { ...first, id: `hour-${number}`, startedAt: at, asOf: at };
      await store.createRun(whole);
      const controls = assessment.controls.map((one) => ({ ...one, verdict }));
      const judged = { ...assessment, run: { ...assessment.run, id: whole.id }, asOf: at, controls };
      await store.saveAssessment({
        id: whole.id,
        runId: whole.id,
        createdAt: at,
        origin: "snapshot",
        assessment: judged,
      });
      return whole;
    };
    // Contradicted for one run on the tenth day, and on and off for the last ones but one.
    const contradicted = (number: number): boolean => number === 62 || (number > 534 && number % 2 === 0);
    const last = 91 * every - 1;
    for (let number = 1; number < last; number += 1)
      await told(number, contradicted(number) ? "contradicted-minor" : "supported");
    const shown = await told(last, "supported");
    const history = await reportHistory(estate.workshop, shown, (await judgedBy(shown)).assessment);
    const ats = history?.runs.map(({ at }) => at) ?? [];
    const changes = Array.from({ length: last }, (_, number) => number).filter(
      (number) => number > 1 && contradicted(number) !== contradicted(number - 1),
    );
    expect(ats).toEqual(expect.arrayContaining([62, 63, ...changes].map((number) => day(number / every))));
    expect(ats.length).toBeLessThanOrEqual(60 + changes.length + 1);
    const gaps = ats.slice(1).map((at, index) => Date.parse(at) - Date.parse(ats[index] ?? at));
    expect(Math.max(...gaps)).toBeLessThanOrEqual((2 * 91 * 86_400_000) / 60);
    expect(ats.length + (history?.runsOmitted ?? 0)).toBe(last + 1);
    expect(history?.controls["8.99"]?.[ats.indexOf(day(62 / every))]?.verdict).toBe("contradicted-minor");
  });

  it("is worth another assembled run when anything has ended that it has not seen, or after a day", async () => {
    const { store } = estate.workshop;
    const news = (at: number) => hasNews(store, new Date(day(at)));
    expect(await news(0)).toBe(false);
    const whole = await run(0, ...connections);
    expect(await news(0.5)).toBe(false);
    expect(await news(1.5)).toBe(true);
    // Began before the assembled run and ended after it: its evidence was not there yet.
    await store.createRun({ ...whole, id: "long", part: true, startedAt: day(0.6), endedAt: day(0.9) });
    expect(await news(0.95)).toBe(true);
    await estate.assemble(0.8);
    expect(await news(0.95)).toBe(true);
    await estate.assemble(1);
    expect(await news(1.1)).toBe(false);
    // Nothing sealed: that the connection cannot be seen any more is news.
    await store.createRun({
      ...whole,
      id: "bad",
      part: true,
      status: "failed",
      startedAt: day(1.1),
      endedAt: day(1.2),
    });
    expect(await news(1.3)).toBe(true);
  });

  it("an assembled run says of a connection that was never asked that nothing was collected, not that it was interrupted", async () => {
    await run(0, "left");
    const { assessment, run: assembled } = await estate.assemble(1);
    const right = assessment.connections.find(({ id }) => id === "right");
    expect(right).toMatchObject({
      status: "failed",
      error: {
        code: "NOTHING_COLLECTED",
        message: "nothing has been collected from this connection yet",
        remedy: "run `exhibit snapshot --connection right`, or wait for its first scheduled run",
      },
    });
    // What is collected later makes no interruption of it.
    await run(2, "right");
    expect(await connectionOutcomes(estate.workshop, assembled, [])).toContainEqual(right);
  });

  it("an assembled run that broke off says so of what there was to carry", async () => {
    await run(0, "left", "right");
    const { run: assembled } = await estate.assemble(1);
    const cutShort = { ...assembled, id: "01a20208-0000-7000-8000-000000000000" };
    expect(await connectionOutcomes(estate.workshop, cutShort, [])).toMatchObject([
      { id: "left", error: { code: "RUN_INTERRUPTED", remedy: "run `exhibit assess` again" } },
      { id: "right", error: { code: "RUN_INTERRUPTED", remedy: "run `exhibit assess` again" } },
    ]);
  });

  it("what was seen long ago has expired in an assembled run", async () => {
    await run(0, "left", "right");
    estate.doors["right"] = undefined;
    await run(20, "left");
    await run(20, "right");
    const { assessment } = await estate.assemble(20);
    expect(assessment.controls[0]?.points[0]?.checks[0]?.counts).toMatchObject({ pass: 2, undetermined: 1 });
    expect(assessment.connections.find(({ id }) => id === "right")).toMatchObject({
      status: "incomplete",
      error: { code: "AUTH_EXPIRED" },
    });
  });
});

describe("what nobody looked at", () => {
  it("ends no deviation: neither an account that is not listed any more nor one that is denied", async () => {
    const a = { front: true };
    for (const b of [undefined, "denied"] as const) {
      estate.doors["left"] = { a, b: { vault: false } };
      const first = await run(b === undefined ? 0 : 4, "left");
      estate.doors["left"] = b === undefined ? { a } : { a, b };
      const second = await run(b === undefined ? 1 : 5, "left");
      const { deviations } = await history(b === undefined ? 2 : 6, b === undefined ? 0 : 4);
      const open = deviations.filter(({ endedBy }) => endedBy === undefined);
      expect(open).toMatchObject([{ subject: "vault", unseenSince: second.asOf }]);
      const { results } = await difference(estate.workshop, await judgedBy(first), await judgedBy(second));
      expect(results.filter(({ subject }) => subject === "vault")).toMatchObject([{ change: "newly-unseen" }]);
    }
  });

  it("raises no number: who is denied has as many doors as before, and nobody looked", async () => {
    const doors = Object.fromEntries(Array.from({ length: 20 }, (_, number) => [`d${number}`, true]));
    estate.doors["left"] = { a: doors };
    await run(0, "left");
    const { points: without } = await history(10);
    estate.doors["left"] = { a: "denied" };
    for (let at = 1; at < 10; at += 1) await run(at, "left");
    const { points, coverage } = await history(10);
    expect(points[0]).toMatchObject({ passing: 20, failing: 0, unseen: 180, assured: 0.1, possible: 1 });
    expect(without[0]).toMatchObject({ assured: 0.2, possible: 1 });
    expect(coverage.filter(({ connection }) => connection === "left")).toEqual([
      { connection: "left", from: day(0), to: day(2), watched: true },
      { connection: "left", from: day(2), to: day(10), watched: false, reason: "denied" },
    ]);
  });

  it("stays in the sum when it died before the period, or was denied before it", async () => {
    const doors = Object.fromEntries(Array.from({ length: 9 }, (_, number) => [`d${number}`, true]));
    for (const [lost, at] of [
      [undefined, 0],
      [{ a: "denied" as const }, 100],
    ] as const) {
      estate.doors = { left: { a: { ...doors, back: false } }, right: { b: { gate: true } } };
      await run(at, "left", "right");
      estate.doors["left"] = lost;
      for (let later = at + 1; later < at + 40; later += 1) await run(later, later % 2 === 0 ? "left" : "right");
      const { points, deviations } = await history(at + 40, at + 30);
      expect(points[0]).toMatchObject({ passing: 10, failing: 0, unseen: 100 });
      expect(points[0]?.assured).toBeCloseTo(1 / 11, 10);
      // Its open door is open as far as anybody knows, and nobody knows.
      if (lost === undefined)
        expect(deviations).toMatchObject([{ subject: "back", lastSeen: day(at), unseenSince: day(at + 2) }]);
    }
  });

  it("is what was not watched, however many attempts there were, and stays that in later reports", async () => {
    const { store } = estate.workshop;
    const first = await run(0, ...connections);
    const attempt = async (number: number): Promise<void> => {
      const at = day(number / 96);
      const id = `attempt-${number}`;
      await store.createRun({ ...first, id, connections: ["left"], startedAt: at, asOf: at, part: true });
      const leaf = Buffer.from(JSON.stringify({ connection: "left", evidence: 5, endedAt: at }));
      await store.seal([{ leaf, runId: id, type: "connection:left" }]);
    };
    for (let number = 1; number < 60 * 96; number += 1) await attempt(number);
    const told = async () =>
      (await allCoverage(estate.workshop, ["left"], { from: day(0), to: day(60) })).map(({ watched }) => watched);
    expect(await told()).toEqual([true]);
    for (let number = 60 * 96; number < 120 * 96; number += 1) await attempt(number);
    expect(await told()).toEqual([true]);
  });

  it("is told of runs whose results retention has taken, as far as their counts go", async () => {
    estate.doors["left"] = { a: { front: true, back: false } };
    await run(0, ...connections);
    await run(1, "left");
    const last = await run(2, ...connections);
    const { points, deviations } = await history(4, 0, await withoutPayloads(last));
    expect(deviations).toMatchObject([{ subject: "back", firstSeen: last.asOf }]);
    expect(deviations[0]).not.toHaveProperty("notBefore");
    // The first run was of two connections and its counts cannot be told apart: nobody knows of the right one's first days.
    expect(points[0]).toMatchObject({ passing: 3 + 2, failing: 3, unseen: 2 + 2 });
  });
});

describe("an assessment of everything that is cancelled", () => {
  it("closes its run, and the next one is whole", async () => {
    const { workshop } = estate;
    await run(0, "left", "right");
    const cancelling = heeding(workshop, { signal: AbortSignal.abort(), message: "cancelled", remedy: "repeat" });
    await expect(estate.assemble(1, cancelling)).rejects.toMatchObject({ code: "CANCELLED", remedy: "repeat" });
    const [cancelled] = await workshop.store.listRuns(1);
    expect(cancelled).toMatchObject({ assembled: true, status: "failed", error: { code: "CANCELLED" } });
    expect(await workshop.store.openRuns()).toEqual([]);
    expect((await estate.assemble(2)).run.status).toBe("complete");
  });
});
