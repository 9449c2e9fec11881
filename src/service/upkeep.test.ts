import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startUpkeep, type Upkeep } from "./upkeep.ts";

const MINUTE = 60_000;
let done: string[];
let upkeep: Upkeep;
let failing: boolean;
/** Runs have ended that no assessment has seen. */
let news: boolean;
let completed: number;

beforeEach(() => {
  vi.useFakeTimers();
  done = [];
  failing = false;
  news = true;
  completed = 0;
  upkeep = startUpkeep({
    work: {
      async complete() {
        completed += 1;
      },
      async assemble() {
        if (failing) throw new Error("the disk is full");
        if (!news) return false;
        news = false;
        done.push("assemble");
        return true;
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

function runEnded(): void {
  news = true;
  upkeep.runEnded();
}

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
    runEnded();
    runEnded();
    expect(await pass(1)).toEqual(["assemble"]);
    runEnded();
    expect(await pass(10)).toEqual([]);
    expect(await pass(10)).toEqual(["assemble"]);
    expect(await pass(60)).toEqual([]);
  });

  it("tells what fails, and tries again with the next run", async () => {
    await pass(60);
    failing = true;
    runEnded();
    expect(await pass(1)).toEqual(["assemble failed"]);
    failing = false;
    runEnded();
    expect(await pass(20)).toEqual(["assemble"]);
  });

  it("finds what other processes have ended at its regular look", async () => {
    await pass(60);
    news = true;
    expect(await pass(16)).toEqual(["assemble"]);
  });

  it("a look that finds nothing holds up nothing that comes after it", async () => {
    await pass(61);
    runEnded();
    expect(await pass(1)).toEqual(["assemble"]);
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
    runEnded();
    await upkeep.close();
    completed = 0;
    expect(await pass(48 * 60)).toEqual([]);
    expect(completed).toBe(0);
  });
});
