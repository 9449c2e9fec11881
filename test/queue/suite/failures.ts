import { describe, expect, test } from "vitest";
import { ExhibitError, instant, type Slot } from "../../../src/core/index.ts";
import type { RunJob, RunProcessor } from "../../../src/queue/index.ts";
import { endOf, type Suite } from "../bed.ts";

export function failures({ bed }: Suite): void {
  describe("failures, by who must act", () => {
    const failing =
      (error: () => Error): RunProcessor =>
      async () => {
        throw error();
      };

    test("a platform's fault is tried again, with growing pauses, and then is a dead letter", async () => {
      const queue = await bed().queue({ maxAttempts: 3 });
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
      expect((await bed().slots.list({ dead: true, limit: 10 })).map(({ runId }) => runId)).toEqual([run]);
    });

    test("credentials that expired are not tried again, but reported; the next slot tries once", async () => {
      const queue = await bed().queue();
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
      expect(await bed().slots.list({ needsPerson: true, limit: 10 })).toHaveLength(2);
    });

    test("a defect of ours is a dead letter at once", async () => {
      const queue = await bed().queue();
      await queue.work(failing(() => new TypeError("x is not a function")));
      const end = await endOf(queue, await queue.enqueue("c", { platform: "aws" }));
      expect(end).toMatchObject({ state: "failed", needsPerson: false, attempts: 1 });
      expect(end.error).toMatchObject({ code: "INTERNAL", actor: "developer" });
    });

    test("our own database being away costs a run none of its attempts", async () => {
      const queue = await bed().queue({ maxAttempts: 2 });
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

    test("a disk that stays full for long kills no run: only what ended its worker counts as a crash", async () => {
      const queue = await bed().queue({ timing: { retryMs: 1 } });
      let calls = 0;
      await queue.work(async () => {
        calls += 1;
        if (calls <= 20) throw new ExhibitError("DISK_FULL", "no space is left");
        return { status: "complete" };
      });
      const end = await endOf(queue, await queue.enqueue("c", { platform: "aws" }));
      expect(end).toMatchObject({ state: "complete", attempts: 21, failures: 0, crashes: 0 });
    });

    test("a run whose workers end time and again is given up, and says so", async () => {
      const at = instant(new Date());
      const slot = { connection: "c", platform: "aws", dueAt: at, notBefore: at, priority: 0 } as const;
      await bed().slots.add({ ...slot, runId: "run-deadly", trigger: "demand" });
      for (let worker = 1; worker <= 10; worker += 1) await bed().slots.begin("run-deadly", `dead-${worker}`, at);
      const queue = await bed().queue();
      await queue.work(async () => ({ status: "complete" }));
      const end = await endOf(queue, "run-deadly");
      expect(end).toMatchObject({ state: "failed", attempts: 11, crashes: 10, error: { code: "RUN_INTERRUPTED" } });
    });

    test("what the processor says of the end holds", async () => {
      const queue = await bed().queue();
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

    test("a failed run is a dead letter until a later one of its connection has completed", async () => {
      const queue = await bed().queue();
      let end: "failed" | "incomplete" | "complete" = "failed";
      await queue.work(async ({ connection }) => ({ status: connection === "c" ? end : "failed" }));
      const next = async (connection: string): Promise<string> => {
        const run = await queue.enqueue(connection, { platform: "aws" });
        await endOf(queue, run);
        return run;
      };
      const dead = async (connections?: readonly string[]): Promise<readonly string[]> => {
        const filter = connections === undefined ? {} : { connections };
        return (await bed().slots.list({ dead: true, limit: 10, ...filter })).map(({ runId }) => runId);
      };
      const [first, second, other] = [await next("c"), await next("c"), await next("other")];
      expect(await dead()).toEqual([other, second, first]);
      expect(await dead(["c"])).toEqual([second, first]);
      end = "incomplete";
      await next("c");
      expect(await dead(["c"])).toEqual([second, first]);
      end = "complete";
      await next("c");
      expect(await dead()).toEqual([other]);
      end = "failed";
      const last = await next("c");
      expect(await dead()).toEqual([last, other]);
    });

    test("a dead letter is replayed once, under a new run id", async () => {
      const queue = await bed().queue();
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
      expect(await bed().slots.list({ dead: true, limit: 10 })).toEqual([]);
      expect(await queue.replay(fresh ?? "")).toBeUndefined();
    });
  });
}
