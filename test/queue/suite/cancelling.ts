import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
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
