import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../../core/index.ts";
import { add, endurance, resourceDays, type Observation } from "./endurance.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00.000Z");
const day = (number: number): string => instant(new Date(START + number * DAY));
const saw = (at: number, pass: number, fail = 0, undetermined = 0): Observation => ({
  at: day(at),
  counts: { pass, fail, undetermined, notApplicable: 3 },
});
const period = { from: day(0), to: day(10) };

describe("resource-days", () => {
  it("an observation speaks until the next one", () => {
    expect(resourceDays([saw(0, 10), saw(4, 8, 2)], period, 6 * DAY)).toEqual({ passing: 88, failing: 12, unseen: 0 });
  });

  it("beyond its hold time, and before the first observation, nothing is known", () => {
    expect(resourceDays([saw(1, 10)], period, 2 * DAY)).toEqual({ passing: 20, failing: 0, unseen: 80 });
  });

  it("an observation before the period speaks into it for the rest of its time", () => {
    expect(resourceDays([saw(-1, 4), saw(3, 4)], period, 2 * DAY)).toEqual({ passing: 12, failing: 0, unseen: 28 });
  });

  it("what was undetermined is unseen, what is not applicable does not count", () => {
    expect(resourceDays([saw(0, 1, 1, 2)], period, 10 * DAY)).toEqual({ passing: 10, failing: 10, unseen: 20 });
  });

  it("nothing observed is no resource-day at all", () => {
    expect(endurance(resourceDays([], period, DAY))).toMatchObject({ assured: null, possible: null });
  });
});

describe("properties", () => {
  const observations = fc
    .array(fc.record({ at: fc.integer({ min: -3, max: 12 }), pass: fc.nat(5), fail: fc.nat(5), blind: fc.nat(3) }), {
      maxLength: 8,
    })
    .map((list) => list.toSorted((a, b) => a.at - b.at).map(({ at, pass, fail, blind }) => saw(at, pass, fail, blind)));
  const hold = fc.integer({ min: 1, max: 5 }).map((days) => days * DAY);

  it("the interval is ordered within 0 and 1", () => {
    fc.assert(
      fc.property(observations, hold, (list, holdMs) => {
        const { assured, possible } = endurance(resourceDays(list, period, holdMs));
        if (assured === null || possible === null) return;
        expect(assured).toBeGreaterThanOrEqual(0);
        expect(possible).toBeGreaterThanOrEqual(assured);
        expect(possible).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("two halves of a period add up to the whole, once something was seen before", () => {
    fc.assert(
      fc.property(observations, hold, fc.integer({ min: 1, max: 9 }), (list, holdMs, cut) => {
        const all = [saw(-4, 1), ...list];
        const whole = resourceDays(all, period, holdMs);
        const parts = add(
          resourceDays(all, { from: day(0), to: day(cut) }, holdMs),
          resourceDays(all, { from: day(cut), to: day(10) }, holdMs),
        );
        for (const name of ["passing", "failing", "unseen"] as const) expect(parts[name]).toBeCloseTo(whole[name], 6);
      }),
    );
  });

  it("a longer hold never adds unseen time, and never takes a deviation away", () => {
    fc.assert(
      fc.property(observations, hold, (list, holdMs) => {
        const short = resourceDays(list, period, holdMs);
        const long = resourceDays(list, period, holdMs + DAY);
        expect(long.unseen).toBeLessThanOrEqual(short.unseen + 1e-9);
        expect(long.failing).toBeGreaterThanOrEqual(short.failing - 1e-9);
      }),
    );
  });
});
