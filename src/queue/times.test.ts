import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueBetween, jitterOf, nextDue, patternOf, recurrenceOf, requireSound, type Recurrence } from "./times.ts";

const DAY = 86_400_000;
const texts = (recurrence: Recurrence, from: string, to: string): readonly string[] =>
  [...dueBetween(recurrence, new Date(from), new Date(to))].map((due) => due.toISOString());

describe("due instants", () => {
  it("of a cron line in a time zone follow its clock over daylight saving, each day once", () => {
    const nightly = { cron: "30 2 * * *", timeZone: "Europe/Berlin" };
    expect(texts(nightly, "2026-03-27T12:00:00Z", "2026-03-31T00:00:00Z")).toEqual([
      "2026-03-28T01:30:00.000Z",
      // 02:30 does not exist on this day.
      "2026-03-29T01:30:00.000Z",
      "2026-03-30T00:30:00.000Z",
    ]);
    expect(texts(nightly, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z")).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ]);
  });

  it("of an interval are the same for every machine", () => {
    expect(texts({ everyMs: 21_600_000 }, "2026-11-22T05:00:00Z", "2026-11-22T18:00:00Z")).toEqual([
      "2026-11-22T06:00:00.000Z",
      "2026-11-22T12:00:00.000Z",
      "2026-11-22T18:00:00.000Z",
    ]);
  });

  it("come later than asked for, and none is left out however often one asks", () => {
    const recurrences = fc.oneof(
      fc.record({ everyMs: fc.integer({ min: 1_000, max: 10 * DAY }) }),
      fc.constantFrom<Recurrence>(
        { cron: "0 3 * * *", timeZone: "America/New_York" },
        { cron: "*/15 * * * *", timeZone: "Australia/Lord_Howe" },
        { cron: "0 0 1 * *", timeZone: "UTC" },
      ),
    );
    fc.assert(
      fc.property(recurrences, fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: DAY }), (one, day, ms) => {
        const after = new Date(1_700_000_000_000 + day * DAY + ms);
        const due = nextDue(one, after);
        expect(due.getTime()).toBeGreaterThan(after.getTime());
        const between = new Date((after.getTime() + due.getTime()) / 2);
        expect(nextDue(one, between)).toEqual(due);
        expect([...dueBetween(one, after, due)]).toEqual([due]);
      }),
      { numRuns: 150 },
    );
  });

  it("are the same after a way through the queue", () => {
    for (const one of [{ everyMs: 5_000 }, { cron: "0 3 * * 1-5", timeZone: "Europe/Berlin" }])
      expect(recurrenceOf(patternOf(one))).toEqual(one);
    expect(recurrenceOf(patternOf({ cron: "0 3 * * *" }))).toEqual({ cron: "0 3 * * *", timeZone: "UTC" });
  });
});

describe("jitter", () => {
  it("is fixed by connection and instant, within its bounds, and spreads", () => {
    const due = new Date("2026-11-22T03:00:00Z");
    const of = (connection: string, jitterMs: number): number => jitterOf({ connection, jitterMs }, due);
    expect(of("aws", 60_000)).toBe(of("aws", 60_000));
    expect(of("aws", 0)).toBe(0);
    const spread = Array.from({ length: 200 }, (_, index) => of(`c${index}`, 60_000));
    expect(Math.min(...spread)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...spread)).toBeLessThan(60_000);
    expect(spread.filter((ms) => ms < 30_000).length).toBeGreaterThan(60);
    expect(spread.filter((ms) => ms < 30_000).length).toBeLessThan(140);
    expect(jitterOf({ connection: "aws", jitterMs: 60_000 }, new Date(due.getTime() + DAY))).not.toBe(
      of("aws", 60_000),
    );
  });
});

it.each([
  [{ cron: "0 3 * * *", everyMs: 5_000 }, "not both"],
  [{}, "needs either"],
  [{ everyMs: 999 }, "once a second"],
  [{ cron: "0 25 * * *" }, "not understood"],
  [{ cron: "0 3 * * *", timeZone: "Europe/Atlantis" }, "not understood"],
  [{ everyMs: 5_000, jitterMs: -1 }, "jitter"],
  [{ everyMs: 5_000, priority: 1_001 }, "priority"],
])("a schedule with %j is refused", (wrong, why) => {
  const schedule = { connection: "aws", platform: "aws", jitterMs: 0, priority: 1, ...wrong };
  expect(() => requireSound(schedule)).toThrow(expect.objectContaining({ code: "CONFIG_INVALID" }));
  expect(() => requireSound(schedule)).toThrow(why);
});
