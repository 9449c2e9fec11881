import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { NewSlot, PlannedSchedule } from "../core/index.ts";
import { planSlots } from "./planner.ts";

const MINUTE = 60_000;
const START = Date.parse("2026-11-22T00:00:30.000Z");
let count = 0;
const newRunId = (): string => `run-${(count += 1)}`;

function schedule(plannedUntil: number, everyMs = MINUTE): PlannedSchedule {
  return {
    connection: "c",
    platform: "aws",
    everyMs,
    jitterMs: 5_000,
    priority: 10,
    plannedUntil: new Date(plannedUntil).toISOString(),
  };
}

it("records every due instant exactly once, and begins at most one at a time, whenever one looks", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 * MINUTE }), { minLength: 1, maxLength: 30 }), (steps) => {
      let now = START;
      let until = START;
      const recorded: NewSlot[] = [];
      for (const step of steps) {
        now += step;
        const plan = planSlots(schedule(until), { now: new Date(now), lateAfterMs: 20_000, newRunId });
        if (plan === undefined) continue;
        const beginning = plan.slots.filter(({ missed }) => missed === undefined);
        expect(beginning).toHaveLength(1);
        for (const { missed } of plan.slots)
          expect(missed?.caughtUpBy ?? beginning[0]?.runId).toBe(beginning[0]?.runId);
        recorded.push(...plan.slots);
        until = Date.parse(plan.until);
        expect(until).toBeLessThanOrEqual(now);
      }
      const dues = recorded.map(({ dueAt }) => Date.parse(dueAt)).filter((due) => due % MINUTE === 0);
      const expected: number[] = [];
      for (let due = Math.ceil(START / MINUTE) * MINUTE; due <= now; due += MINUTE) expected.push(due);
      // A catch-up is due at the instant of looking, which may by chance be a full minute.
      expect(new Set(dues)).toEqual(new Set(expected));
    }),
  );
});

it("after a long sleep lists a thousand slots and says that there were more", () => {
  const now = new Date(START + 365 * 24 * 60 * MINUTE);
  const plan = planSlots(schedule(START), { now, lateAfterMs: 20_000, newRunId });
  expect(plan).toMatchObject({ missed: 1_000, until: now.toISOString() });
  expect(plan?.slots.at(-1)).toMatchObject({ dueAt: now.toISOString(), notBefore: now.toISOString() });
  expect(plan?.slots.at(-2)?.missed?.reason).toContain(`every later one until ${now.toISOString()}`);
});

it("nothing became due: nothing to do", () => {
  expect(planSlots(schedule(START), { now: new Date(START + 5), lateAfterMs: 1, newRunId })).toBeUndefined();
});
