import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startUpkeep, type Upkeep } from "./upkeep.ts";

const MINUTE = 60_000;
let done: string[];
let upkeep: Upkeep;
let failing: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  done = [];
  failing = false;
  upkeep = startUpkeep({
    work: {
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

  it("begins nothing after it was closed", async () => {
    await pass(60);
    upkeep.runEnded();
    await upkeep.close();
    expect(await pass(48 * 60)).toEqual([]);
  });
});
