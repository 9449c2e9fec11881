import { describe, expect, it } from "vitest";
import { instant, type OutcomeCounts } from "../../core/index.ts";
import type { Sight } from "../sights.ts";
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
    expect(watched.days()).toEqual({ passing: 10 + 18, failing: 0, unseen: 72 });
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
});
