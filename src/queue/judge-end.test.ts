import { describe, expect, it } from "vitest";
import { ERROR_CODES, ExhibitError, type ErrorCode, type Slot } from "../core/index.ts";
import { isLast, judgeEnd, judgeError, tooOften, type Judging } from "./judge-end.ts";

const slot: Slot = {
  runId: "run",
  connection: "c",
  platform: "aws",
  dueAt: "2026-11-22T00:00:00.000Z",
  notBefore: "2026-11-22T00:00:00.000Z",
  trigger: "schedule",
  priority: 0,
  state: "running",
  attempts: 1,
  failures: 0,
  crashes: 0,
  needsPerson: false,
};
const context = (more: Partial<Judging> = {}): Judging => ({
  slot,
  maxAttempts: 3,
  retryMs: 1_000,
  random: () => 0,
  stopped: undefined,
  ...more,
});

describe("an attempt that threw", () => {
  it.each(Object.keys(ERROR_CODES) as readonly ErrorCode[])("%s: the one who must act decides", (code) => {
    const { actor, retryable } = ERROR_CODES[code];
    const verdict = judgeError(new ExhibitError(code, "m", { remedy: "r" }), context());
    if (retryable) expect(verdict).toMatchObject({ to: "again", error: { code, actor, remedy: "r" } });
    else
      expect(verdict).toMatchObject({ to: "end", state: "failed", needsPerson: actor === "operator", error: { code } });
  });

  it("waits longer each time, and not for ever", () => {
    const pause = (failures: number, random = 0): unknown => {
      const verdict = judgeError(
        new ExhibitError("PLATFORM_TIMEOUT", "m"),
        context({ slot: { ...slot, failures }, maxAttempts: 100, random: () => random }),
      );
      return verdict.to === "again" ? verdict.afterMs : verdict;
    };
    expect([0, 1, 2, 3].map((failures) => pause(failures))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(pause(50)).toBe(30 * 60_000);
    expect(pause(0, 0.999)).toBeGreaterThanOrEqual(800);
  });

  it("keeps secrets' company out: only what an ExhibitError says, or the message", () => {
    expect(judgeError(new RangeError("boom"), context())).toEqual({
      to: "end",
      state: "failed",
      needsPerson: false,
      error: { code: "INTERNAL", message: "boom", actor: "developer" },
    });
  });
});

it("an error that is not the run's costs none of its attempts", () => {
  const error = { code: "CONFIG_INVALID", message: "m", actor: "operator" } as const;
  const last = context({ slot: { ...slot, failures: 2 } });
  expect(judgeEnd({ retryAfterMs: 5, error }, last)).toMatchObject({ to: "end", state: "failed" });
  expect(judgeEnd({ retryAfterMs: 5, error, counts: false }, last)).toEqual({
    to: "again",
    afterMs: 5,
    counts: false,
    error,
  });
});

describe("an attempt that was stopped", () => {
  it("by somebody is cancelled, unless it was whole already", () => {
    const stopped = context({ stopped: "CANCELLED" });
    expect(judgeEnd({ status: "incomplete" }, stopped)).toMatchObject({ to: "end", state: "cancelled" });
    expect(judgeEnd({ status: "complete" }, stopped)).toMatchObject({ to: "end", state: "complete" });
    expect(judgeError(new Error("aborted"), stopped)).toMatchObject({ to: "end", state: "cancelled" });
  });

  it("by the end of its process is given back, and costs nothing, unless it had ended", () => {
    const stopped = context({ stopped: "RUN_INTERRUPTED", slot: { ...slot, failures: 2 } });
    expect(judgeError(new Error("aborted"), stopped)).toEqual({ to: "again", afterMs: 0, counts: false });
    expect(judgeEnd({ status: "incomplete" }, stopped)).toMatchObject({ to: "end", state: "incomplete" });
  });
});

it("attempts are counted by failures; crashes have a limit of their own", () => {
  expect(isLast({ ...slot, failures: 2 }, 3)).toBe(true);
  expect(isLast({ ...slot, failures: 1, attempts: 9 }, 3)).toBe(false);
  expect(tooOften({ ...slot, attempts: 99, crashes: 9 })).toBe(false);
  expect(tooOften({ ...slot, attempts: 11, crashes: 10 })).toBe(true);
});
