import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverage, type Attempt } from "./coverage.ts";

const DAY = 86_400_000;
const day = (number: number): string => new Date(Date.parse("2026-01-01T00:00:00.000Z") + number * DAY).toISOString();
const period = { from: day(0), to: day(10) };
const ran = (at: number, error?: string): Attempt => ({
  runId: `run-${at}`,
  at: day(at),
  ...(error === undefined ? {} : { error }),
});
const short = (attempts: readonly Attempt[]) =>
  coverage("aws", attempts, period, 2 * DAY).map(({ from, to, watched, reason }) => [
    (Date.parse(from) - Date.parse(period.from)) / DAY,
    (Date.parse(to) - Date.parse(period.from)) / DAY,
    watched ? "watched" : reason,
  ]);

describe("coverage of a connection", () => {
  it("without a run there is one gap", () => {
    expect(short([])).toEqual([[0, 10, "no run was made"]]);
  });

  it("a collection speaks for its hold time; what follows is a gap", () => {
    expect(short([ran(-1), ran(4), ran(5)])).toEqual([
      [0, 1, "watched"],
      [1, 4, "no run was made"],
      [4, 7, "watched"],
      [7, 10, "no run was made"],
    ]);
  });

  it("a failed attempt ends nothing, and names the gap that follows it", () => {
    expect(short([ran(0), ran(1, "AUTH_EXPIRED"), ran(3, "AUTH_EXPIRED"), ran(6)])).toEqual([
      [0, 2, "watched"],
      [2, 6, "AUTH_EXPIRED"],
      [6, 8, "watched"],
      [8, 10, "no run was made"],
    ]);
  });

  it("stretches follow one another without overlap and fill the period", () => {
    const attempts = fc
      .array(fc.record({ at: fc.integer({ min: -4, max: 13 }), failed: fc.boolean() }), { maxLength: 12 })
      .map((list) => list.toSorted((a, b) => a.at - b.at).map(({ at, failed }) => ran(at, failed ? "X" : undefined)));
    fc.assert(
      fc.property(attempts, (list) => {
        const stretches = coverage("aws", list, period, 2 * DAY);
        expect(stretches[0]?.from).toBe(period.from);
        expect(stretches.at(-1)?.to).toBe(period.to);
        for (const [index, one] of stretches.entries()) {
          expect(one.from < one.to).toBe(true);
          if (index > 0) expect(one.from).toBe(stretches[index - 1]?.to);
        }
      }),
    );
  });
});
