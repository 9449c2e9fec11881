import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startUpkeep, type Upkeep } from "./upkeep.ts";

const MINUTE = 60_000;
let done: string[];
let upkeep: Upkeep;
let failing: boolean;
let completed: number;

beforeEach(() => {
  vi.useFakeTimers();
  done = [];
  failing = false;
  completed = 0;
  upkeep = startUpkeep({
    work: {
      async complete() {
        completed += 1;
      },
      async assemble() {
        if (failing) throw new Error("the disk is full");
        done.push("assemble");
      },
      async retain() {
        done.push("retain");
      },
    },
    assembleEveryMs: () => 15 * MINUTE,
    onError: (what) => done.push(`${what} failed`),
    monotonic: () => Date.now(),
  });
});
afterEach(async () => {
  await upkeep.close();
  vi.useRealTimers();
});

async function pass(minutes: number): Promise<readonly string[]> {
  done.length = 0;
  await vi.advanceTimersByTimeAsync(minutes * MINUTE);
  return [...done];
}

describe("upkeep", () => {
  it("looks at the start what is left to do", async () => {
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(done).toEqual(["retain", "assemble"]);
  });

  it("judges runs that end together once, and then no sooner than the pause", async () => {
    await pass(60);
    upkeep.runEnded();
    upkeep.runEnded();
    expect(await pass(1)).toEqual(["assemble"]);
    upkeep.runEnded();
    expect(await pass(10)).toEqual([]);
    expect(await pass(10)).toEqual(["assemble"]);
    expect(await pass(60)).toEqual([]);
  });

  it("tells what fails, and tries again with the next run", async () => {
    await pass(60);
    failing = true;
    upkeep.runEnded();
    expect(await pass(1)).toEqual(["assemble failed"]);
    failing = false;
    upkeep.runEnded();
    expect(await pass(20)).toEqual(["assemble"]);
  });

  it("applies retention every day", async () => {
    await pass(1);
    expect((await pass(48 * 60)).filter((what) => what === "retain")).toHaveLength(2);
  });

  it("ends every ten minutes what nobody works on", async () => {
    await pass(60);
    expect(completed).toBe(6);
  });

  it("begins nothing after it was closed", async () => {
    await pass(60);
    upkeep.runEnded();
    await upkeep.close();
    completed = 0;
    expect(await pass(48 * 60)).toEqual([]);
    expect(completed).toBe(0);
  });
});
