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
/** Nobody may look: what there is, is a single `*`; or the list broke off, and that was all of it that came. */
const blind = (at: number, pass = 0, fail = 0): Observation => ({ ...saw(at, pass, fail, 1), blind: true });
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

  it("whoever may no longer look leaves as many resources unseen as were there", () => {
    const denied = [saw(0, 100), ...Array.from({ length: 9 }, (_, index) => blind(index + 1))];
    expect(resourceDays(denied, period, 2 * DAY)).toEqual({ passing: 100, failing: 0, unseen: 900 });
    expect(endurance(resourceDays(denied.slice(0, 1), period, 2 * DAY)).assured).toBe(0.2);
  });

  it("a list that broke off leaves unseen what was there before, and one resource at least", () => {
    expect(resourceDays([saw(0, 8), blind(5, 5, 1)], period, 5 * DAY)).toEqual({ passing: 65, failing: 5, unseen: 10 });
    expect(resourceDays([saw(0, 8), blind(5, 8)], period, 5 * DAY)).toEqual({ passing: 80, failing: 0, unseen: 5 });
  });

  it("what was blind from the start has the size that is first seen, or one while none is", () => {
    expect(resourceDays([blind(0), blind(2), saw(5, 4)], period, 5 * DAY)).toEqual({
      passing: 20,
      failing: 0,
      unseen: 20,
    });
    expect(resourceDays([blind(0)], period, 2 * DAY)).toEqual({ passing: 0, failing: 0, unseen: 10 });
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

  /** What came of a list that broke off before its end. */
  const partly = (at: number, size: number, pass: number, fail: number): Observation => {
    const passing = Math.min(pass, size - 1);
    return blind(at, passing, Math.min(fail, size - 1 - passing));
  };

  /** Looks at one population, none of which comes or goes; some of them see nothing, or a part of it. */
  const estate = fc.integer({ min: 1, max: 9 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      looks: fc
        .array(
          fc
            .record({ at: fc.integer({ min: -3, max: 12 }), pass: fc.nat(size), fail: fc.nat(size), all: fc.boolean() })
            .map(({ at, pass, fail, all }) => {
              const failing = Math.min(fail, size - pass);
              return all ? saw(at, pass, failing, size - pass - failing) : partly(at, size, pass, failing);
            }),
          { minLength: 1, maxLength: 8 },
        )
        .map((list) => list.toSorted((a, b) => (a.at < b.at ? -1 : 1))),
    }),
  );
  const bounds = (list: readonly Observation[], holdMs: number) => {
    const { assured, possible } = endurance(resourceDays(list, period, holdMs));
    return { assured: assured ?? 0, possible: possible ?? 1 };
  };

  it("an observation that becomes blind never raises assured and never lowers possible", () => {
    fc.assert(
      fc.property(estate, fc.nat(7), fc.nat(9), fc.nat(9), hold, ({ size, looks }, index, pass, fail, holdMs) => {
        // How many there are was seen once, long ago.
        const list = [saw(-9, 0, 0, size), ...looks];
        const at = 1 + (index % looks.length);
        const { counts, at: when } = list[at] ?? saw(0, 0);
        const less = partly(0, size, Math.min(pass, counts.pass), Math.min(fail, counts.fail));
        const worse = list.with(at, { ...less, at: when });
        const before = bounds(list, holdMs);
        const after = bounds(worse, holdMs);
        expect(after.assured).toBeLessThanOrEqual(before.assured + 1e-9);
        expect(after.possible).toBeGreaterThanOrEqual(before.possible - 1e-9);
      }),
    );
  });

  it("to be denied never looks better than not to have asked", () => {
    fc.assert(
      fc.property(estate, fc.integer({ min: -3, max: 12 }), hold, ({ size, looks }, at, holdMs) => {
        const list = [saw(-9, 0, 0, size), ...looks];
        const denied = [...list, blind(at)].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
        const without = bounds(list, holdMs);
        const asked = bounds(denied, holdMs);
        expect(asked.assured).toBeLessThanOrEqual(without.assured + 1e-9);
        expect(asked.possible).toBeGreaterThanOrEqual(without.possible - 1e-9);
      }),
    );
  });
});
