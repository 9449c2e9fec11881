import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ExhibitError, instant } from "../../../src/core/index.ts";
import { done, endOf, until, type Suite } from "../bed.ts";

export function cancelling({ bed }: Suite): void {
  describe("cancelling", () => {
    test("a run that waits ends as cancelled, and the next of its connection goes on", async () => {
      const queue = await bed().queue();
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

    test("a run that is about to be tried again is cancelled at once, and the next of its connection goes on", async () => {
      // No heartbeat tells the worker of it.
      const limits = { concurrency: 4, perPlatform: { aws: { concurrency: 4 } } };
      const queue = await bed().queue({ limits, timing: { heartbeatMs: 60_000, retryMs: 60_000 } });
      const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let calls = 0;
      await queue.work(async () => {
        calls += 1;
        if (calls > 1) return { status: "complete" };
        begun.resolve();
        await go.promise;
        throw new ExhibitError("PLATFORM_TIMEOUT", "no answer");
      });
      const [run, next] = [
        await queue.enqueue("c", { platform: "aws" }),
        await queue.enqueue("c", { platform: "aws" }),
      ];
      await begun.promise;
      // By another process: this one's worker would hear of it.
      expect(await bed().slots.requestCancel(run, instant(new Date()))).toBe("requested");
      go.resolve();
      expect(await endOf(queue, run)).toMatchObject({
        state: "cancelled",
        attempts: 1,
        reason: "cancelled between two attempts",
        error: { code: "PLATFORM_TIMEOUT" },
      });
      expect((await endOf(queue, next)).state).toBe("complete");
      expect(calls).toBe(2);
    });

    test("a run at work hears of it, whoever asks", async () => {
      const [asking, working] = [await bed().queue(), await bed().queue()];
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
}
