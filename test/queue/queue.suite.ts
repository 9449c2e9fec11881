import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ExhibitError, instant, type Slot } from "../../src/core/index.ts";
import type { RunJob, RunProcessor, RunQueue } from "../../src/queue/index.ts";
import { runStress } from "../support/stress/stress.ts";
import { every, ended, handClock, makeBed, until, type Bed, type BedOptions } from "./bed.ts";

const HOUR = 3_600_000;
const done: RunProcessor = async () => ({ status: "complete" });

/** What every backend must do alike. */
export function queueContract(
  options: () => BedOptions | Promise<BedOptions>,
  /** Absent on the embedded database, whose owner `stress.test.ts` kills. */
  freshDatabase?: () => Promise<string>,
): void {
  let bed: Bed;
  beforeAll(async () => {
    bed = await makeBed(await options());
    await bed.reset();
  }, 60_000);
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") process.stderr.write(`${task.name}:\n${await bed.describe()}\n`);
    await bed.reset();
  });
  afterAll(() => bed?.close());

  const endOf = (queue: RunQueue, runId: string, ms?: number): Promise<Slot> =>
    until(() => queue.slot(runId), ended, ms);
  const all = (): Promise<readonly Slot[]> => bed.slots.list({ limit: 1_000 });

  describe("schedules", () => {
    test("a slot begins when it is due, after its jitter, under one run id", async () => {
      const queue = await bed.queue();
      const jobs: RunJob[] = [];
      await queue.work(async (job) => {
        jobs.push(job);
        return { status: "complete" };
      });
      await queue.setSchedules([every("often", 1_000, { jitterMs: 300 })]);
      const [next] = await queue.upcoming();
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
      const clock = handClock("2026-03-28T12:00:00.000Z");
      const queue = await bed.queue({ clock });
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
        due.push((await queue.upcoming())[0]?.dueAt ?? "");
        clock.forward(24 * HOUR);
      }
      expect(due).toEqual(["2026-03-29T07:00:00.000Z", "2026-03-30T07:00:00.000Z", "2026-03-31T07:00:00.000Z"]);
    });

    test("a schedule that means nothing is refused, and the old ones stay", async () => {
      const queue = await bed.queue();
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
      const queue = await bed.queue({ clock });
      await queue.setSchedules([every("hourly", HOUR)]);
      clock.forward(5 * HOUR);
      expect(await queue.sweep()).toMatchObject({ missed: 5 });
      expect(await queue.sweep()).toMatchObject({ planned: 0, missed: 0 });
      const missed = await bed.slots.list({ states: ["missed"], limit: 10 });
      const [catchUp, ...others] = await bed.slots.list({ states: ["due"], limit: 10 });
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
      const queue = await bed.queue({ clock });
      await queue.setSchedules([every("hourly", HOUR)]);
      clock.forward(2 * HOUR - 25 * 60_000);
      await queue.sweep();
      const [two, one] = await all();
      expect(two).toMatchObject({ dueAt: "2026-11-22T02:00:00.000Z", state: "due" });
      expect(one).toMatchObject({ dueAt: "2026-11-22T01:00:00.000Z", state: "missed", caughtUpBy: two?.runId });
    });

    test("slots that waited until a later one was due are missed; only the newest is begun", async () => {
      const clock = handClock("2026-11-22T00:55:00.000Z");
      const queue = await bed.queue({ clock });
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
      expect(one).toMatchObject({ state: "missed", reason: expect.stringContaining("no worker was free") });
    });

    test("two processes that plan at once plan each slot once", async () => {
      const clock = handClock("2026-11-22T00:30:00.000Z");
      const [one, two] = [await bed.queue({ clock }), await bed.queue({ clock })];
      await one.setSchedules(Array.from({ length: 8 }, (_, index) => every(`c${index}`, HOUR)));
      clock.forward(31 * 60_000);
      await Promise.all([one.sweep(), two.sweep(), one.sweep(), two.sweep()]);
      const slots = await all();
      expect(slots).toHaveLength(8);
      expect(new Set(slots.map(({ connection }) => connection)).size).toBe(8);
    });

    test("a reload keeps runs at work and slots that wait, and cancels what is due of a schedule that is gone", async () => {
      const clock = handClock("2026-11-22T00:30:00.000Z");
      const queue = await bed.queue({ clock, limits: { concurrency: 1, perPlatform: {} } });
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

  describe("order and limits", () => {
    test("urgent runs go first", async () => {
      const queue = await bed.queue({ limits: { concurrency: 1, perPlatform: { aws: { concurrency: 1 } } } });
      await queue.pause();
      for (const [name, priority] of [
        ["late", 30],
        ["soon", 10],
        ["now", 0],
        ["middle", 20],
      ] as const)
        await queue.enqueue(name, { platform: "aws", priority });
      const order: string[] = [];
      await queue.work(async ({ connection }) => {
        order.push(connection);
        return { status: "complete" };
      });
      await sleep(200);
      expect(order).toEqual([]);
      await queue.resume();
      await until(
        () => order.length,
        (count) => count === 4,
      );
      expect(order).toEqual(["now", "soon", "middle", "late"]);
    });

    test("one run of a connection at a time, on two workers; all of them are done", async () => {
      const queues = [await bed.queue(), await bed.queue()];
      let [atWork, most, count] = [0, 0, 0];
      const processor: RunProcessor = async () => {
        atWork += 1;
        most = Math.max(most, atWork);
        await sleep(20);
        atWork -= 1;
        count += 1;
        return { status: "complete" };
      };
      for (const queue of queues) await queue.work(processor);
      await Promise.all(
        Array.from({ length: 6 }, (_, index) => queues[index % 2]?.enqueue("only", { platform: "aws" })),
      );
      await until(all, (slots) => slots.length === 6 && slots.every(ended));
      expect({ most, count }).toEqual({ most: 1, count: 6 });
    });

    test("a platform's concurrency holds over two workers", async () => {
      const limits = { concurrency: 4, perPlatform: { aws: { concurrency: 2 } } };
      const queues = [await bed.queue({ limits }), await bed.queue({ limits })];
      const atWork = { aws: 0, github: 0 };
      const most = { aws: 0, github: 0 };
      const processor: RunProcessor = async ({ platform }) => {
        const name = platform as "aws" | "github";
        atWork[name] += 1;
        most[name] = Math.max(most[name], atWork[name]);
        await sleep(250);
        atWork[name] -= 1;
        return { status: "complete" };
      };
      await queues[0]?.pause();
      for (let index = 0; index < 6; index += 1) {
        await queues[0]?.enqueue(`a${index}`, { platform: "aws" });
        await queues[1]?.enqueue(`g${index}`, { platform: "github" });
      }
      for (const queue of queues) await queue.work(processor);
      await queues[0]?.resume();
      await until(all, (slots) => slots.every(ended));
      expect(most.aws).toBe(2);
      expect(most.github).toBeGreaterThan(2);
    });

    test("a platform's rate holds over two workers", async () => {
      const limits = { concurrency: 4, perPlatform: { aws: { concurrency: 4, perMinute: 3 } } };
      const queues = [await bed.queue({ limits }), await bed.queue({ limits })];
      let begun = 0;
      for (const queue of queues)
        await queue.work(async () => {
          begun += 1;
          return { status: "complete" };
        });
      for (let index = 0; index < 6; index += 1) await queues[index % 2]?.enqueue(`c${index}`, { platform: "aws" });
      await until(
        () => begun,
        (count) => count === 3,
      );
      await sleep(700);
      expect(begun).toBe(3);
    });

    test("a paused queue stays paused over a restart and a lost queue", async () => {
      const before = await bed.queue();
      await before.pause();
      await before.close();
      await bed.flush();
      const queue = await bed.queue();
      let begun = 0;
      await queue.work(async () => {
        begun += 1;
        return { status: "complete" };
      });
      const run = await queue.enqueue("c", { platform: "aws" });
      await sleep(300);
      expect({ begun, paused: await queue.paused() }).toEqual({ begun: 0, paused: true });
      await queue.resume();
      expect((await endOf(queue, run)).state).toBe("complete");
    });
  });

  test("a queue that lost its pause and its limits begins nothing, and has them back with the next sweep", async () => {
    const limits = { concurrency: 4, perPlatform: { aws: { concurrency: 1 } } };
    const queue = await bed.queue({ limits, timing: { sweepMs: 60_000 } });
    let [atWork, most] = [0, 0];
    await queue.work(async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      await sleep(50);
      atWork -= 1;
      return { status: "complete" };
    });
    await queue.pause();
    await bed.flush();
    const runs = [await queue.enqueue("a", { platform: "aws" }), await queue.enqueue("b", { platform: "aws" })];
    await sleep(300);
    expect(most).toBe(0);
    await queue.resume();
    await queue.sweep();
    for (const run of runs) await endOf(queue, run, 15_000);
    expect(most).toBe(1);
  });

  describe("cancelling", () => {
    test("a run that waits ends as cancelled, and the next of its connection goes on", async () => {
      const queue = await bed.queue();
      await queue.pause();
      const [first, second] = [
        await queue.enqueue("c", { platform: "aws" }),
        await queue.enqueue("c", { platform: "aws" }),
      ];
      expect(await queue.cancel(first)).toBe(true);
      expect(await queue.cancel(first)).toBe(false);
      await queue.work(done);
      await queue.resume();
      expect((await endOf(queue, second)).state).toBe("complete");
      expect(await queue.slot(first)).toMatchObject({ state: "cancelled", attempts: 0 });
    });

    test("a run at work hears of it, whoever asks", async () => {
      const [asking, working] = [await bed.queue(), await bed.queue()];
      const reason = Promise.withResolvers<unknown>();
      await working.work(async (_, signal) => {
        await sleep(20_000, undefined, { signal }).catch(() => reason.resolve(signal.reason));
        return { status: "incomplete" };
      });
      const run = await asking.enqueue("c", { platform: "aws" });
      await until(
        () => asking.slot(run),
        ({ state }) => state === "running",
      );
      expect(await asking.cancel(run)).toBe(true);
      expect(await reason.promise).toMatchObject({ code: "CANCELLED" });
      expect(await endOf(asking, run)).toMatchObject({ state: "cancelled", attempts: 1 });
    });
  });

  describe("failures, by who must act", () => {
    const failing =
      (error: () => Error): RunProcessor =>
      async () => {
        throw error();
      };

    test("a platform's fault is tried again, with growing pauses, and then is a dead letter", async () => {
      const queue = await bed.queue({ maxAttempts: 3 });
      const jobs: RunJob[] = [];
      await queue.work(async (job) => {
        jobs.push(job);
        throw new ExhibitError("PLATFORM_TIMEOUT", "no answer");
      });
      const run = await queue.enqueue("c", { platform: "aws" });
      const slot = await endOf(queue, run);
      expect(slot).toMatchObject({ state: "failed", attempts: 3, needsPerson: false });
      expect(slot.error).toMatchObject({ code: "PLATFORM_TIMEOUT", actor: "platform" });
      expect(jobs.map(({ attempt, lastAttempt, runId }) => [attempt, lastAttempt, runId])).toEqual([
        [1, false, run],
        [2, false, run],
        [3, true, run],
      ]);
      expect((await queue.deadLetters()).map(({ runId }) => runId)).toEqual([run]);
    });

    test("credentials that expired are not tried again, but reported; the next slot tries once", async () => {
      const queue = await bed.queue();
      let calls = 0;
      await queue.work(async () => {
        calls += 1;
        throw new ExhibitError("AUTH_EXPIRED", "the token has expired", { remedy: "make a new one" });
      });
      for (let slot = 1; slot <= 2; slot += 1) {
        const end = await endOf(queue, await queue.enqueue("c", { platform: "aws" }));
        expect(end).toMatchObject({ state: "failed", needsPerson: true, attempts: 1 });
        expect(end.error).toMatchObject({ code: "AUTH_EXPIRED", actor: "operator", remedy: "make a new one" });
        expect(calls).toBe(slot);
      }
      expect(await bed.slots.list({ needsPerson: true, limit: 10 })).toHaveLength(2);
    });

    test("a defect of ours is a dead letter at once", async () => {
      const queue = await bed.queue();
      await queue.work(failing(() => new TypeError("x is not a function")));
      const end = await endOf(queue, await queue.enqueue("c", { platform: "aws" }));
      expect(end).toMatchObject({ state: "failed", needsPerson: false, attempts: 1 });
      expect(end.error).toMatchObject({ code: "INTERNAL", actor: "developer" });
    });

    test("our own database being away costs a run none of its attempts", async () => {
      const queue = await bed.queue({ maxAttempts: 2 });
      let calls = 0;
      await queue.work(async ({ lastAttempt }) => {
        calls += 1;
        expect(lastAttempt).toBe(false);
        if (calls <= 4) throw new ExhibitError("STORE_UNREACHABLE", "away");
        return { status: "complete" };
      });
      const end = await endOf(queue, await queue.enqueue("c", { platform: "aws" }));
      expect(end).toMatchObject({ state: "complete", attempts: 5, failures: 0 });
    });

    test("what the processor says of the end holds", async () => {
      const queue = await bed.queue();
      await queue.work(async ({ connection, attempt }) => {
        if (connection === "again") return attempt < 3 ? { retryAfterMs: 1 } : { status: "complete" };
        if (connection === "person")
          return { needsPerson: { code: "AUTH_FAILED", message: "not accepted" }, status: "incomplete" };
        return { status: connection as "failed" | "incomplete" };
      });
      const end = async (name: string): Promise<Slot> => endOf(queue, await queue.enqueue(name, { platform: "aws" }));
      expect(await end("again")).toMatchObject({ state: "complete", attempts: 3, failures: 0 });
      expect(await end("person")).toMatchObject({ state: "incomplete", needsPerson: true });
      expect(await end("failed")).toMatchObject({ state: "failed" });
      expect(await end("incomplete")).toMatchObject({ state: "incomplete" });
    });

    test("a dead letter is replayed once, under a new run id", async () => {
      const queue = await bed.queue();
      let broken = true;
      await queue.work(async () => {
        if (broken) throw new ExhibitError("INTERNAL", "a defect");
        return { status: "complete" };
      });
      const run = await queue.enqueue("c", { platform: "aws" });
      await endOf(queue, run);
      broken = false;
      const [fresh, second] = [await queue.replay(run), await queue.replay(run)];
      expect(second).toBeUndefined();
      expect(await endOf(queue, fresh ?? "")).toMatchObject({ state: "complete", replays: run });
      expect(await queue.slot(run)).toMatchObject({ state: "failed", replayedBy: fresh });
      expect(await queue.deadLetters()).toEqual([]);
      expect(await queue.replay(fresh ?? "")).toBeUndefined();
    });
  });

  describe("what a crash or a lost queue leaves", () => {
    test("a queue that lost everything is built again from the record", async () => {
      const queue = await bed.queue();
      await queue.pause();
      await queue.setSchedules([every("c0", HOUR)]);
      const runs = [await queue.enqueue("a", { platform: "aws" }), await queue.enqueue("b", { platform: "github" })];
      await bed.flush();
      await queue.resume();
      await queue.work(done);
      expect(await queue.sweep()).toMatchObject({ queued: 2 });
      for (const run of runs) expect((await endOf(queue, run)).state).toBe("complete");
    });

    test("a second delivery of a run at work is none, and of a run that ended neither", async () => {
      const queues = [await bed.queue(), await bed.queue()];
      const go = Promise.withResolvers<void>();
      let calls = 0;
      for (const queue of queues)
        await queue.work(async () => {
          calls += 1;
          await go.promise;
          return { status: "complete" };
        });
      const run = (await queues[0]?.enqueue("c", { platform: "aws" })) ?? "";
      await until(
        () => calls,
        (count) => count === 1,
      );
      await bed.flush();
      await queues[0]?.sweep();
      await sleep(400);
      expect(calls).toBe(1);
      go.resolve();
      const slot = await until(() => bed.slots.get(run), ended);
      expect(slot).toMatchObject({ state: "complete", attempts: 1 });
      await queues[1]?.sweep();
      await sleep(200);
      expect(calls).toBe(1);
    });

    test("a worker that closes gives its run back, and another one has it at once", async () => {
      const [leaving, staying] = [await bed.queue(), await bed.queue()];
      const begun = Promise.withResolvers<void>();
      const worker = await leaving.work(async (_, signal) => {
        begun.resolve();
        await sleep(30_000, undefined, { signal }).catch(() => undefined);
        throw signal.reason;
      });
      const run = await leaving.enqueue("c", { platform: "aws" });
      await begun.promise;
      await staying.work(done);
      const started = performance.now();
      await worker.close({ graceMs: 50 });
      expect(await endOf(staying, run)).toMatchObject({ state: "complete", attempts: 2, failures: 0 });
      expect(performance.now() - started).toBeLessThan(6_000);
    });

    test("a worker that closes lets a run end that needs no longer than the grace", async () => {
      const queue = await bed.queue();
      const begun = Promise.withResolvers<void>();
      const worker = await queue.work(async () => {
        begun.resolve();
        await sleep(200);
        return { status: "complete" };
      });
      const run = await queue.enqueue("c", { platform: "aws" });
      await begun.promise;
      await worker.close({ graceMs: 5_000 });
      expect(await queue.slot(run)).toMatchObject({ state: "complete", attempts: 1 });
      expect(await queue.workers()).toEqual([]);
    });

    const killed = "what a worker that was killed −9 had at work is done by another, under the same run id";
    test.runIf(freshDatabase !== undefined)(killed, { timeout: 90_000 }, async () => {
      const { redisUrl } = await options();
      const databaseUrl = await freshDatabase?.();
      const report = await runStress({
        seed: 5,
        connections: 4,
        slotsEach: 2,
        workers: 2,
        concurrency: 2,
        killWithin: 1,
        kills: 1,
        faults: 0,
        // Of their own: here the queue is emptied between tests.
        ...(databaseUrl === undefined ? {} : { databaseUrl }),
        ...(redisUrl === undefined ? {} : { redisUrl: redisUrl.replace(/\/0$/, "/1") }),
        disturbances: [],
        lockMs: 1_500,
        withinMs: 60_000,
      });
      expect(report.problems).toEqual([]);
      expect(report).toMatchObject({ slots: 8, states: { complete: 8 }, kills: 1 });
      expect(report.attempts).toBeGreaterThan(8);
    });

    test("a worker closes in time although its run does not heed that", async () => {
      const queue = await bed.queue({ timing: { handBackMs: 200 } });
      const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const worker = await queue.work(async () => {
        begun.resolve();
        await go.promise;
        return { status: "complete" };
      });
      const run = await queue.enqueue("c", { platform: "aws" });
      await begun.promise;
      const started = performance.now();
      await worker.close({ graceMs: 50 });
      expect(performance.now() - started).toBeLessThan(3_000);
      expect((await queue.slot(run)).state).toBe("running");
      go.resolve();
      expect((await endOf(queue, run)).state).toBe("complete");
    });

    test("a run whose worker died after somebody cancelled it is ended as cancelled by the next one", async () => {
      const at = instant(new Date());
      const slot = { connection: "c", platform: "aws", dueAt: at, notBefore: at, priority: 0 } as const;
      await bed.slots.add({ ...slot, runId: "run-2", trigger: "demand" });
      await bed.slots.begin("run-2", "dead", at);
      expect(await bed.slots.requestCancel("run-2", at)).toBe("requested");
      const queue = await bed.queue();
      await queue.work(async (_, signal) => {
        expect(signal.reason).toMatchObject({ code: "CANCELLED" });
        return { status: "incomplete" };
      });
      expect(await endOf(queue, "run-2")).toMatchObject({ state: "cancelled", attempts: 2 });
    });

    test("a worker that has closed takes nothing more, whatever was going on when it began", async () => {
      const leaving = await bed.queue({ timing: { heartbeatMs: 5 } });
      const worker = await leaving.work(done);
      await Promise.all(
        [1, 2, 3].map((n) => leaving.setSchedules([every("c", HOUR, { priority: n, platform: "late" })])),
      );
      await sleep(100);
      await worker.close({ graceMs: 100 });
      const queue = await bed.queue();
      await queue.enqueue("c");
      for (let look = 0; look < 20; look += 1) {
        expect(await queue.counts()).toMatchObject({ waiting: 1, active: 0 });
        await sleep(20);
      }
    });

    test("an end counts once, and only from the attempt at work", async () => {
      const at = instant(new Date());
      const slot = { connection: "c", platform: "aws", dueAt: at, notBefore: at, priority: 0 } as const;
      await bed.slots.add({ ...slot, runId: "run-1", trigger: "demand" });
      await bed.slots.begin("run-1", "one", at);
      expect(await bed.slots.putBack("run-1", 1, { notBefore: at })).toBe(true);
      await bed.slots.begin("run-1", "two", at);
      expect(await bed.slots.end("run-1", { state: "failed", at, attempt: 1 })).toBe(false);
      expect(await bed.slots.putBack("run-1", 1, { notBefore: at })).toBe(false);
      expect(await bed.slots.end("run-1", { state: "complete", at, attempt: 2 })).toBe(true);
      expect(await bed.slots.end("run-1", { state: "failed", at })).toBe(false);
      await expect(bed.opened.db.exec("update exhibit.slot set state = 'failed'")).rejects.toThrow(/has ended/);
      expect(await bed.slots.begin("run-1", "three", at)).toEqual({ outcome: "ended" });
    });
  });

  test("what is going on can be seen", async () => {
    const queue = await bed.queue({ version: "1.2.3" });
    await queue.setSchedules([every("later", HOUR)]);
    const go = Promise.withResolvers<void>();
    const worker = await queue.work(async () => {
      await go.promise;
      return { status: "complete" };
    });
    const run = await queue.enqueue("later");
    await queue.enqueue("later");
    await until(
      () => queue.workers(),
      ([one]) => one?.running.includes(run) === true,
    );
    expect(await queue.workers()).toMatchObject([{ id: worker.id, pid: process.pid, version: "1.2.3", alive: true }]);
    expect(worker.running()).toEqual([run]);
    expect(await queue.counts()).toMatchObject({
      platforms: { aws: { due: 1, running: 1 } },
      active: 1,
      paused: false,
    });
    expect(await queue.upcoming()).toMatchObject([{ connection: "later", platform: "aws" }]);
    await expect(queue.slot("nothing")).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
    await expect(queue.enqueue("unknown")).rejects.toMatchObject({ code: "USAGE_INVALID" });
    go.resolve();
    await until(all, (slots) => slots.every(ended));
  });
}
