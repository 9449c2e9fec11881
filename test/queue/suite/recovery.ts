import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { instant, pause } from "../../../src/core/index.ts";
import { runStress } from "../../support/stress/stress.ts";
import { done, ended, endOf, every, HOUR, until, type Suite } from "../bed.ts";

export function recovery({ bed, freshDatabase, options }: Suite): void {
  describe("what a crash or a lost queue leaves", () => {
    test("a queue that lost everything is built again from the record", async () => {
      const queue = await bed().queue();
      await queue.pause();
      await queue.setSchedules([every("c0", HOUR)]);
      const runs = [await queue.enqueue("a", { platform: "aws" }), await queue.enqueue("b", { platform: "github" })];
      await bed().flush();
      await queue.resume();
      await queue.work(done);
      expect(await queue.sweep()).toMatchObject({ queued: 2 });
      for (const run of runs) expect((await endOf(queue, run)).state).toBe("complete");
    });

    test("a second delivery of a run at work is none, and of a run that ended neither", async () => {
      const queues = [await bed().queue(), await bed().queue()];
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
      await bed().flush();
      await queues[0]?.sweep();
      await sleep(400);
      expect(calls).toBe(1);
      go.resolve();
      const slot = await until(() => bed().slots.get(run), ended);
      expect(slot).toMatchObject({ state: "complete", attempts: 1 });
      await queues[1]?.sweep();
      await sleep(200);
      expect(calls).toBe(1);
    });

    test("a worker that closes gives its run back, and another one has it at once", async () => {
      const [leaving, staying] = [await bed().queue(), await bed().queue()];
      const begun = Promise.withResolvers<void>();
      const worker = await leaving.work(async (_, signal) => {
        begun.resolve();
        await pause(30_000, signal);
        throw signal.reason;
      });
      const run = await leaving.enqueue("c", { platform: "aws" });
      await begun.promise;
      await staying.work(done);
      const started = performance.now();
      await worker.close({ graceMs: 50 });
      expect(await endOf(staying, run)).toMatchObject({ state: "complete", attempts: 2, failures: 0, crashes: 0 });
      expect(performance.now() - started).toBeLessThan(6_000);
    });

    test("a worker that closes lets a run end that needs no longer than the grace", async () => {
      const queue = await bed().queue();
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
      const queue = await bed().queue({ timing: { handBackMs: 200 } });
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
      await bed().slots.add({ ...slot, runId: "run-2", trigger: "demand" });
      await bed().slots.begin("run-2", "dead", at);
      expect(await bed().slots.requestCancel("run-2", at)).toBe("requested");
      const queue = await bed().queue();
      await queue.work(async (_, signal) => {
        expect(signal.reason).toMatchObject({ code: "CANCELLED" });
        return { status: "incomplete" };
      });
      expect(await endOf(queue, "run-2")).toMatchObject({ state: "cancelled", attempts: 2 });
    });

    test("a worker that has closed takes nothing more, whatever was going on when it began", async () => {
      const leaving = await bed().queue({ timing: { heartbeatMs: 5 } });
      const worker = await leaving.work(done);
      await Promise.all(
        [1, 2, 3].map((n) => leaving.setSchedules([every("c", HOUR, { priority: n, platform: "late" })])),
      );
      await sleep(100);
      await worker.close({ graceMs: 100 });
      const queue = await bed().queue();
      await queue.enqueue("c");
      for (let look = 0; look < 20; look += 1) {
        expect(await queue.counts()).toMatchObject({ waiting: 1, active: 0 });
        await sleep(20);
      }
    });

    test("an end counts once, and only from the attempt at work", async () => {
      const at = instant(new Date());
      const slot = { connection: "c", platform: "aws", dueAt: at, notBefore: at, priority: 0 } as const;
      await bed().slots.add({ ...slot, runId: "run-1", trigger: "demand" });
      await bed().slots.begin("run-1", "one", at);
      expect(await bed().slots.putBack("run-1", 1, { at, notBefore: at })).toBe("due");
      await bed().slots.begin("run-1", "two", at);
      expect(await bed().slots.end("run-1", { state: "failed", at, attempt: 1 })).toBe(false);
      expect(await bed().slots.putBack("run-1", 1, { at, notBefore: at })).toBeUndefined();
      expect(await bed().slots.end("run-1", { state: "complete", at, attempt: 2 })).toBe(true);
      expect(await bed().slots.end("run-1", { state: "failed", at })).toBe(false);
      await expect(bed().opened.db.exec("update exhibit.slot set state = 'failed'")).rejects.toThrow(/has ended/);
      expect(await bed().slots.begin("run-1", "three", at)).toEqual({ outcome: "ended" });
    });
  });
}
