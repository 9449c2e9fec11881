import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastOfSlots } from "./slots.ts";

const START = Date.parse("2026-01-01T00:00:00.000Z");
const hour = (number: number): string => new Date(START + number * 3_600_000).toISOString();

describe("the last of each slot", () => {
  it("keeps a share of the whole period, and not what happened to come last", () => {
    const hours = Array.from({ length: 100 }, (_, number) => ({ at: hour(number) }));
    const kept = lastOfSlots(hours, { from: hour(0), to: hour(100) }, 10);
    expect(kept.map(({ at }) => at)).toEqual(Array.from({ length: 10 }, (_, slot) => hour(slot * 10 + 9)));
  });

  it("keeps the last of all, no more than there are slots, and their order", () => {
    const times = fc.array(fc.integer({ min: -5, max: 120 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 20 }), (list, slots) => {
        const things = list.toSorted((a, b) => a - b).map((number) => ({ at: hour(number) }));
        const kept = lastOfSlots(things, { from: hour(0), to: hour(100) }, slots);
        expect(kept.length).toBeLessThanOrEqual(slots);
        expect(kept.at(-1)).toBe(things.at(-1));
        expect(kept).toEqual(things.filter((thing) => kept.includes(thing)));
      }),
    );
  });
});
