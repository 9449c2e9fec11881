import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, type OutcomeCounts } from "../../core/index.ts";
import type { Sight } from "../sights.ts";
import { endurance } from "./endurance.ts";
import { WatchedCheck } from "./watched.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00.000Z");
const day = (number: number): string => instant(new Date(START + number * DAY));
const counts = (pass: number, undetermined = 0): OutcomeCounts => ({ pass, fail: 0, notApplicable: 0, undetermined });
const saw = (scope: string, pass: number): Sight => ({
  place: scope,
  connection: "aws",
  scope,
  counts: counts(pass),
  blind: false,
});
const watch = (): WatchedCheck => new WatchedCheck({ from: day(0), to: day(10) }, 2 * DAY);

describe("a check through one connection", () => {
  it("has an account unseen that a run did not look at: neither gone, nor as it was", () => {
    const watched = watch();
    for (let at = 0; at < 10; at += 1) watched.observe(day(at), at === 0 ? [saw("a", 1), saw("b", 9)] : [saw("a", 1)]);
    expect(watched.days()).toEqual({ passing: 10 + 9, failing: 0, unseen: 81 });
  });

  it("has an account unseen in the days before it was first looked at", () => {
    const watched = watch();
    for (let at = 0; at < 10; at += 1) watched.observe(day(at), at < 4 ? [saw("a", 1)] : [saw("a", 1), saw("b", 2)]);
    expect(watched.days()).toEqual({ passing: 10 + 12, failing: 0, unseen: 8 });
  });

  it("counts all scopes together where retention left no more, and none of them twice", () => {
    const watched = watch();
    for (let at = 0; at < 4; at += 1) watched.observeTogether(day(at), counts(10));
    for (let at = 4; at < 6; at += 1) watched.observe(day(at), [saw("a", 4), saw("b", 6)]);
    for (let at = 6; at < 8; at += 1) watched.observeTogether(day(at), counts(9, 1));
    for (let at = 8; at < 10; at += 1) watched.observe(day(at), [saw("a", 4), saw("b", 6)]);
    expect(watched.days()).toEqual({ passing: 98, failing: 0, unseen: 2 });
  });

  it("does not know what a denied account held when only counts are left, but how much there was", () => {
    const watched = watch();
    watched.observeTogether(day(0), counts(10));
    for (let at = 1; at < 10; at += 1) watched.observeTogether(day(at), counts(4, 1));
    expect(watched.days()).toEqual({ passing: 10 + 36, failing: 0, unseen: 54 });
  });

  it("looks no better for any scope that a run could not see, or did not look at", () => {
    const SIZE = { a: 3, b: 5 } as const;
    const look = (scope: "a" | "b", pass: number): Sight => ({
      ...saw(scope, 0),
      counts: {
        pass: Math.min(pass, SIZE[scope]),
        fail: Math.max(0, SIZE[scope] - pass),
        notApplicable: 0,
        undetermined: 0,
      },
    });
    const denied = (scope: "a" | "b"): Sight => ({ ...saw(scope, 0), counts: counts(0, 1), blind: true });
    const bounds = (runs: readonly (readonly Sight[])[]) => {
      const watched = watch();
      for (const [index, sights] of runs.entries()) watched.observe(day(index - 1), sights);
      const { assured, possible } = endurance(watched.days());
      return { assured: assured ?? 0, possible: possible ?? 1 };
    };
    const runs = fc
      .array(fc.tuple(fc.nat(3), fc.nat(5)), { minLength: 2, maxLength: 11 })
      .map((list) => list.map(([a, b]) => [look("a", a), look("b", b)]));
    const scopes = fc.constantFrom("a" as const, "b" as const);
    fc.assert(
      fc.property(runs, fc.nat(10), scopes, fc.boolean(), (list, index, scope, absent) => {
        // How much there is was seen at some time: in the first run, or in the last.
        const at = index % (list.length - 1);
        const rest = (list[at] ?? []).filter((sight) => sight.scope !== scope);
        const before = bounds(list);
        const after = bounds(list.with(at, absent ? rest : [...rest, denied(scope)]));
        expect(after.assured).toBeLessThanOrEqual(before.assured + 1e-9);
        expect(after.possible).toBeGreaterThanOrEqual(before.possible - 1e-9);
      }),
    );
  });
});
