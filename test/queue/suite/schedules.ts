import { describe, expect, test } from "vitest";
import type { RunJob } from "../../../src/queue/index.ts";
import { nextStart } from "../../../src/queue/times.ts";
import { done, ended, endOf, every, handClock, HOUR, until, type Suite } from "../bed.ts";

export function schedules({ all, bed }: Suite): void {
  describe("schedules", () => {
    test("a slot begins when it is due, after its jitter, under one run id", async () => {
      const queue = await bed().queue();
      const jobs: RunJob[] = [];
      await queue.work(async (job) => {
        jobs.push(job);
        return { status: "complete" };
      });
      await queue.setSchedules([every("often", 1_000, { jitterMs: 300 })]);
      const [schedule] = await queue.schedules();
      const next = schedule === undefined ? undefined : nextStart(schedule, new Date());
      const slots = await until(all, (seen) => seen.filter(ended).length >= 2);
      const first = slots.find(({ dueAt }) => dueAt === next?.dueAt);
      expect(first).toMatchObject({ notBefore: next?.startsAt, state: "complete", attempts: 1, trigger: "schedule" });
      for (const { dueAt, notBefore, startedAt } of slots.filter(ended)) {
        expect(Date.parse(dueAt) % 1_000).toBe(0);
        expect(Date.parse(startedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(notBefore) - 5);
      }
      expect(new Set(jobs.map(({ runId }) => runId)).size).toBe(jobs.length);
    });

    test("cron is read in its time zone, and a machine's clock change neither skips nor doubles a day", async () => {
      const clock = handClock("2026-03-28T08:05:00.000Z");
      const queue = await bed().queue({ clock });
      await queue.setSchedules([
        {
          connection: "daily",
          platform: "aws",
          cron: "0 9 * * *",
          timeZone: "Europe/Berlin",
          jitterMs: 0,
          priority: 1,
        },
      ]);
      const due: string[] = [];
      for (let day = 0; day < 3; day += 1) {
        // The first of them has 23 hours.
        clock.forward((day === 0 ? 23 : 24) * HOUR);
        await queue.sweep();
        due.push((await all())[0]?.dueAt ?? "");
      }
      expect(due).toEqual(["2026-03-29T07:00:00.000Z", "2026-03-30T07:00:00.000Z", "2026-03-31T07:00:00.000Z"]);
    });

    test("a schedule that means nothing is refused, and the old ones stay", async () => {
      const queue = await bed().queue();
      await queue.setSchedules([every("kept", HOUR)]);
      const wrong = { connection: "x", platform: "aws", cron: "61 * * * *", jitterMs: 0, priority: 1 };
      await expect(queue.setSchedules([wrong])).rejects.toMatchObject({ code: "CONFIG_INVALID" });
      await expect(queue.setSchedules([{ ...wrong, everyMs: 5_000 }])).rejects.toMatchObject({
        code: "CONFIG_INVALID",
      });
      await expect(queue.setSchedules([every("x", 10)])).rejects.toMatchObject({ code: "CONFIG_INVALID" });
      expect((await queue.schedules()).map(({ connection }) => connection)).toEqual(["kept"]);
    });

    test("missed slots are recorded as gaps and caught up once", async () => {
      const clock = handClock("2026-11-22T00:30:00.000Z");
      const queue = await bed().queue({ clock });
      await queue.setSchedules([every("hourly", HOUR)]);
      clock.forward(5 * HOUR);
      expect(await queue.sweep()).toMatchObject({ missed: 5 });
      expect(await queue.sweep()).toMatchObject({ planned: 0, missed: 0 });
      const missed = await bed().slots.list({ states: ["missed"], limit: 10 });
      const [catchUp, ...others] = await bed().slots.list({ states: ["due"], limit: 10 });
      expect(others).toEqual([]);
      expect(missed.map(({ dueAt }) => dueAt.slice(11, 16))).toEqual(["05:00", "04:00", "03:00", "02:00", "01:00"]);
      expect(new Set(missed.map(({ caughtUpBy }) => caughtUpBy))).toEqual(new Set([catchUp?.runId]));
      expect(missed[0]?.reason).toMatch(/nothing was running/);
      await queue.work(done);
      expect((await endOf(queue, catchUp?.runId ?? "")).state).toBe("complete");
      expect(await all()).toHaveLength(6);
    });

    test("a slot that is punctual enough is begun, and catches up what was overslept before it", async () => {
      const clock = handClock("2026-11-22T00:30:00.000Z");
      const queue = await bed().queue({ clock });
      await queue.setSchedules([every("hourly", HOUR)]);
      clock.forward(2 * HOUR - 25 * 60_000);
      await queue.sweep();
      const [two, one] = await all();
      expect(two).toMatchObject({ dueAt: "2026-11-22T02:00:00.000Z", state: "due" });
      expect(one).toMatchObject({ dueAt: "2026-11-22T01:00:00.000Z", state: "missed", caughtUpBy: two?.runId });
    });

    test("slots that waited until a later one was due are missed; only the newest is begun", async () => {
      const clock = handClock("2026-11-22T00:55:00.000Z");
      const queue = await bed().queue({ clock });
      await queue.setSchedules([every("hourly", HOUR)]);
      clock.forward(10 * 60_000);
      for (let hour = 1; hour <= 3; hour += 1) {
        expect(await queue.sweep()).toMatchObject({ planned: 1, missed: 0 });
        if (hour < 3) clock.forward(HOUR);
      }
      const begun: string[] = [];
      await queue.work(async ({ dueAt }) => {
        begun.push(dueAt);
        return { status: "complete" };
      });
      const [three, two, one] = await until(all, (slots) => slots.every(ended));
      expect(begun).toEqual(["2026-11-22T03:00:00.000Z"]);
      expect(three).toMatchObject({ state: "complete" });
      expect(two).toMatchObject({ state: "missed", caughtUpBy: three?.runId, attempts: 0 });
      expect(one).toMatchObject({
        state: "missed",
        reason: expect.stringContaining("no worker was free"),
        caughtUpBy: three?.runId,
      });
    });

    test("a schedule that falls due at other instants than before owes them from its change on, and no earlier", async () => {
      const clock = handClock("2026-11-22T02:00:00.000Z");
      const queue = await bed().queue({ clock });
      const daily = { connection: "c", platform: "aws", cron: "0 3 * * *", timeZone: "UTC", jitterMs: 0, priority: 1 };
      await queue.setSchedules([daily]);
      clock.forward(61 * 60_000);
      await queue.sweep();
      const worker = await queue.work(done);
      await until(all, (slots) => slots.length === 1 && slots.every(ended));
      await worker.close({ graceMs: 1_000 });
      clock.forward(12 * HOUR);
      await queue.setSchedules([every("c", HOUR)]);
      expect((await all()).map(({ dueAt, state }) => [dueAt, state])).toEqual([
        ["2026-11-22T03:00:00.000Z", "complete"],
      ]);
      clock.forward(HOUR);
      await queue.sweep();
      expect((await all())[0]).toMatchObject({ dueAt: "2026-11-22T16:00:00.000Z", state: "due" });
      expect(await bed().slots.list({ states: ["missed"], limit: 10 })).toEqual([]);
    });

    test("what a schedule owed until it was changed is recorded as the old one meant it", async () => {
      const clock = handClock("2026-11-22T00:30:00.000Z");
      const queue = await bed().queue({ clock });
      await queue.setSchedules([every("c", HOUR), every("same", HOUR)]);
      clock.forward(2 * HOUR);
      await queue.setSchedules([every("c", 10 * 60_000), every("same", HOUR, { jitterMs: 1_000, priority: 3 })]);
      const missed = await bed().slots.list({ states: ["missed"], limit: 10 });
      expect(missed.map(({ connection, dueAt }) => `${connection} ${dueAt.slice(11, 16)}`).toSorted()).toEqual([
        "c 01:00",
        "c 02:00",
        "same 01:00",
        "same 02:00",
      ]);
      expect(await bed().slots.list({ states: ["due"], limit: 10 })).toHaveLength(2);
    });

    test("slots that waited while the queue was paused say so", async () => {
      const clock = handClock("2026-11-22T00:55:00.000Z");
      const queue = await bed().queue({ clock });
      await queue.setSchedules([every("hourly", HOUR)]);
      clock.forward(6 * 60_000);
      await queue.sweep();
      await queue.pause();
      for (let hour = 2; hour <= 3; hour += 1) {
        clock.forward(HOUR);
        await queue.sweep();
      }
      await queue.work(done);
      await queue.resume();
      const [three, two, one] = await until(all, (slots) => slots.length === 3 && slots.every(ended));
      expect(three).toMatchObject({ state: "complete" });
      for (const slot of [two, one])
        expect(slot).toMatchObject({ state: "missed", reason: expect.stringMatching(/^the queue was paused/) });
      expect(await bed().slots.lastPause()).toEqual({
        from: "2026-11-22T01:01:00.000Z",
        until: "2026-11-22T03:01:00.000Z",
      });
    });

    test("two processes that plan at once plan each slot once", async () => {
      const clock = handClock("2026-11-22T00:30:00.000Z");
      const [one, two] = [await bed().queue({ clock }), await bed().queue({ clock })];
      await one.setSchedules(Array.from({ length: 8 }, (_, index) => every(`c${index}`, HOUR)));
      clock.forward(31 * 60_000);
      await Promise.all([one.sweep(), two.sweep(), one.sweep(), two.sweep()]);
      const slots = await all();
      expect(slots).toHaveLength(8);
      expect(new Set(slots.map(({ connection }) => connection)).size).toBe(8);
    });

    test("a reload keeps runs at work and slots that wait, and cancels what is due of a schedule that is gone", async () => {
      const clock = handClock("2026-11-22T00:30:00.000Z");
      const queue = await bed().queue({ clock, limits: { concurrency: 1, perPlatform: {} } });
      await queue.setSchedules([every("a", HOUR), every("b", HOUR), every("c", HOUR)]);
      clock.forward(31 * 60_000);
      await queue.sweep();
      const go = Promise.withResolvers<void>();
      const begun: string[] = [];
      await queue.work(async ({ connection }) => {
        begun.push(connection);
        await go.promise;
        return { status: "complete" };
      });
      await until(
        () => begun.length,
        (count) => count === 1,
      );
      const rest = ["a", "b", "c"].filter((name) => name !== begun[0]);
      const [gone, kept] = rest;
      await queue.setSchedules([every(kept ?? "", HOUR, { priority: 3 }), every("new", HOUR)]);
      go.resolve();
      const slots = await until(all, (seen) => seen.every(ended));
      const states = Object.fromEntries(slots.map(({ connection, state }) => [connection, state]));
      expect(states).toEqual({ [begun[0] ?? ""]: "complete", [gone ?? ""]: "cancelled", [kept ?? ""]: "complete" });
    });
  });
}
