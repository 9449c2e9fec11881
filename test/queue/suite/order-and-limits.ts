import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { RunProcessor } from "../../../src/queue/index.ts";
import { done, ended, endOf, until, type Suite } from "../bed.ts";

export function orderAndLimits({ all, bed }: Suite): void {
  describe("order and limits", () => {
    test("urgent runs go first", async () => {
      const queue = await bed().queue({ limits: { concurrency: 1, perPlatform: { aws: { concurrency: 1 } } } });
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
      const queues = [await bed().queue(), await bed().queue()];
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
      const queues = [await bed().queue({ limits }), await bed().queue({ limits })];
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
      const queues = [await bed().queue({ limits }), await bed().queue({ limits })];
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

    test("a run whose connection somebody else has uses up no rate", async () => {
      const limits = { concurrency: 4, perPlatform: { aws: { concurrency: 4, perMinute: 2 } } };
      const queue = await bed().queue({ limits });
      const release = await bed().slots.claim("connection held");
      await queue.work(done);
      await queue.enqueue("held", { platform: "aws" });
      // Six sweeps, and longer than the pause that it once was.
      await sleep(6_000);
      expect(await queue.counts()).toMatchObject({ delayed: 1 });
      expect((await endOf(queue, await queue.enqueue("other", { platform: "aws" }), 3_000)).state).toBe("complete");
      await release?.();
    });

    test("a run that was kept back begins with the sweep after its connection is free, or with a run's end", async () => {
      const queue = await bed().queue({ timing: { sweepMs: 60_000 } });
      await queue.work(done);
      for (const freed of ["by a stranger", "by a run"]) {
        const release = await bed().slots.claim("connection held");
        const held = await queue.enqueue("held", { platform: "aws" });
        await until(
          () => queue.counts(),
          ({ delayed }) => delayed === 1,
        );
        await queue.sweep();
        expect(await queue.counts()).toMatchObject({ delayed: 1 });
        await release?.();
        // A run that is asked for later, and goes first for its priority or goes after: either way its end is the other's turn.
        if (freed === "by a run") await queue.enqueue("held", { platform: "aws" });
        else await queue.sweep();
        expect((await endOf(queue, held, 5_000)).state).toBe("complete");
      }
    });

    test("a process that is full takes no run from a platform: it stays there for others", async () => {
      const queue = await bed().queue({ limits: { concurrency: 1, perPlatform: {} } });
      const other = await bed().queue({ limits: { concurrency: 1, perPlatform: {} } });
      const go = Promise.withResolvers<void>();
      const working: RunProcessor = async () => {
        await go.promise;
        return { status: "complete" };
      };
      await queue.work(working);
      const [first, second] = [
        await queue.enqueue("a", { platform: "aws" }),
        await queue.enqueue("g", { platform: "github" }),
      ];
      await until(
        () => queue.counts(),
        ({ active }) => active === 1,
      );
      for (let look = 0; look < 10; look += 1) {
        expect(await queue.counts()).toMatchObject({ active: 1, waiting: 1 });
        await sleep(50);
      }
      await other.work(working);
      await until(
        () => queue.counts(),
        ({ active }) => active === 2,
      );
      go.resolve();
      for (const run of [first, second])
        expect(await endOf(queue, run)).toMatchObject({ state: "complete", attempts: 1 });
    });

    test("a paused queue stays paused over a restart and a lost queue", async () => {
      const before = await bed().queue();
      await before.pause();
      await before.close();
      await bed().flush();
      const queue = await bed().queue();
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
    const queue = await bed().queue({ limits, timing: { sweepMs: 60_000 } });
    let [atWork, most] = [0, 0];
    await queue.work(async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      await sleep(50);
      atWork -= 1;
      return { status: "complete" };
    });
    await queue.pause();
    await bed().flush();
    const runs = [await queue.enqueue("a", { platform: "aws" }), await queue.enqueue("b", { platform: "aws" })];
    await sleep(300);
    expect(most).toBe(0);
    await queue.resume();
    await queue.sweep();
    for (const run of runs) await endOf(queue, run, 15_000);
    expect(most).toBe(1);
  });
}
