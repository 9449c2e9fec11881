import { describe, expect, it } from "vitest";
import type { CheckResult } from "../core/check-result.ts";
import { createCheckAggregator, type CheckAggregator } from "./aggregator.ts";
import { AS_OF } from "./testing/fixtures.ts";

const SCOPE = { platform: "aws", account: "111122223333" };
const TIMING = { evidenceAt: AS_OF, validForMs: 14 * 86_400_000, freshForMs: 86_400_000 };

function result(subject: string, outcome: CheckResult["outcome"], reason?: CheckResult["reason"]): CheckResult {
  return {
    checkId: "one",
    checkVersion: 1,
    connection: "aws",
    scope: SCOPE,
    subject,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    expected: "good",
    observed: "seen",
    evidence: [],
    paramsDigest: "0".repeat(64),
    asOf: AS_OF,
  };
}

const complete = { checkId: "one", connection: "aws", scope: SCOPE, state: "complete", ...TIMING } as const;
const only = (aggregator: CheckAggregator) => aggregator.aggregates().get("one")?.scopes[0];

describe("createCheckAggregator", () => {
  it("counts by outcome and keeps the reasons of what is undetermined", () => {
    const aggregator = createCheckAggregator();
    aggregator.enumerate({ ...complete, reported: 6 });
    for (const line of [
      result("a", "pass"),
      result("b", "fail"),
      result("c", "not-applicable"),
      result("d", "undetermined", "denied"),
      result("e", "undetermined", "denied"),
    ])
      aggregator.add(line);
    expect(only(aggregator)).toMatchObject({
      state: "complete",
      reported: 6,
      pass: 1,
      fail: 1,
      notApplicable: 1,
      undetermined: 2,
      reasons: { denied: 2 },
      evidenceAt: AS_OF,
    });
  });

  it.each([
    ["pass", "fail", { pass: 0, fail: 1, undetermined: 0 }],
    ["fail", "pass", { pass: 0, fail: 1, undetermined: 0 }],
    ["pass", "undetermined", { pass: 1, fail: 0, undetermined: 0 }],
    ["undetermined", "pass", { pass: 1, fail: 0, undetermined: 0, reasons: {} }],
    ["pass", "pass", { pass: 1, fail: 0, undetermined: 0 }],
  ] as const)("of a duplicate, %s then %s counts once", (first, second, expected) => {
    for (const remembered of [1000, 0]) {
      const aggregator = createCheckAggregator({ rememberedSubjects: remembered });
      aggregator.enumerate(complete);
      aggregator.add(result("a", first, "denied"));
      aggregator.add(result("a", second, "denied"));
      expect(only(aggregator)).toMatchObject(expected);
    }
  });

  it("refuses more results than there are subjects", () => {
    const aggregator = createCheckAggregator({ rememberedSubjects: 0 });
    aggregator.enumerate({ ...complete, subjects: 2 });
    for (const subject of ["a", "b", "a"]) aggregator.add(result(subject, "pass"));
    expect(() => aggregator.aggregates()).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });

  it("a scope that was not enumerated is unavailable, or partial when something was seen", () => {
    const blind = createCheckAggregator();
    blind.enumerate(complete);
    blind.add(result("*", "undetermined", "denied"));
    expect(only(blind)).toMatchObject({
      state: "unavailable",
      reason: "denied",
      undetermined: 0,
      wholeScope: "undetermined",
    });
    blind.add(result("a", "pass"));
    expect(only(blind)).toMatchObject({ state: "partial", reason: "denied", pass: 1 });
  });

  it("a list whose missing members are all named is known in full", () => {
    const aggregator = createCheckAggregator();
    aggregator.enumerate({ ...complete, state: "partial", reason: "schema-mismatch" });
    aggregator.add(result("a", "pass"));
    expect(only(aggregator)).toMatchObject({ state: "partial", reason: "schema-mismatch" });
    aggregator.add(result("b", "undetermined", "schema-mismatch"));
    expect(only(aggregator)).toMatchObject({ state: "complete", pass: 1, undetermined: 1 });
    expect(only(aggregator)).not.toHaveProperty("reason");
  });

  it("complete and empty needs no statement beside the result", () => {
    const aggregator = createCheckAggregator();
    aggregator.add(result("*", "not-applicable"));
    expect(only(aggregator)).toMatchObject({
      state: "complete",
      notApplicable: 0,
      wholeScope: "not-applicable",
      evidenceAt: null,
    });
  });

  it("results of a list that nobody declared complete are partial", () => {
    const aggregator = createCheckAggregator();
    aggregator.add(result("a", "pass"), TIMING);
    expect(only(aggregator)).toMatchObject({ state: "partial", reason: "truncated" });
  });

  it("takes the oldest evidence and the shortest validity, and never decides on evidence of unknown age", () => {
    const aggregator = createCheckAggregator();
    aggregator.enumerate(complete);
    aggregator.add(result("a", "pass"), { ...TIMING, evidenceAt: "2026-11-20T00:00:00.000Z" });
    aggregator.add(result("b", "pass"), { ...TIMING, validForMs: 1000 });
    expect(only(aggregator)).toMatchObject({ evidenceAt: "2026-11-20T00:00:00.000Z", validForMs: 1000 });
    const timeless = createCheckAggregator();
    timeless.add(result("a", "pass"));
    expect(() => timeless.aggregates()).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });

  it("forgets what told duplicates when a scope is settled, and counts as before", () => {
    const aggregator = createCheckAggregator();
    aggregator.enumerate(complete);
    for (const subject of ["a", "b", "a"]) aggregator.add(result(subject, "pass"));
    const { checkId, connection, scope } = complete;
    aggregator.settle({ checkId, connection, scope });
    expect(only(aggregator)).toMatchObject({ pass: 2, state: "complete" });
    // Not remembered any more: evaluation must not come back to the scope.
    aggregator.add(result("a", "pass"));
    expect(only(aggregator)?.pass).toBe(3);
  });

  it("remembers a bounded number of subjects: beyond them the contract of evaluation holds", () => {
    const aggregator = createCheckAggregator({ rememberedSubjects: 1 });
    aggregator.enumerate(complete);
    for (const subject of ["a", "b", "c", "a", "c", "b"]) aggregator.add(result(subject, "pass"));
    expect(only(aggregator)?.pass).toBe(4);
  });
});
