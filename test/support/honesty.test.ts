import { describe, expect, it } from "vitest";
import type { CheckResult } from "../../src/core/index.ts";
import { dishonesties } from "./honesty.ts";

function result(outcome: CheckResult["outcome"], subject: string, observed = "seen", account = "one"): CheckResult {
  return {
    checkId: "a-check",
    checkVersion: 1,
    connection: "test",
    scope: { platform: "github", account },
    subject,
    outcome,
    ...(outcome === "undetermined" ? { reason: "denied" as const } : {}),
    expected: "",
    observed,
    evidence: [],
    paramsDigest: "0".repeat(64),
    asOf: "2026-11-22T10:00:00.000Z",
  };
}

describe("what makes a faulted run dishonest", () => {
  const pass = result("pass", "one/a");
  const fail = result("fail", "one/b");

  it.each([
    ["fail to pass", [fail], [result("pass", "one/b")]],
    ["pass to fail", [pass], [result("fail", "one/a")]],
    ["fail to not-applicable", [fail], [result("not-applicable", "one/b")]],
    ["undetermined to pass", [result("undetermined", "one/a")], [pass]],
    ["a result that is gone", [pass, fail], [pass]],
    ["a result that is gone, admitted of another one", [pass, fail], [pass, result("undetermined", "one/a2")]],
    ["a result that is gone, admitted in another scope", [pass, fail], [pass, result("undetermined", "*", "", "two")]],
    ["a gap that was there before", [pass, result("undetermined", "*")], [result("undetermined", "*")]],
    ["a gap that falls silent", [pass, result("undetermined", "*")], [pass]],
    ["a new failure", [pass], [pass, fail]],
    ["a new empty population", [pass], [pass, result("not-applicable", "*")]],
  ])("%s", (_name, before, after) => expect(dishonesties(before, after)).not.toEqual([]));

  it.each([
    ["nothing changed", [pass, fail], [pass, fail]],
    ["one not seen", [pass, fail], [pass, result("undetermined", "one/b")]],
    ["all not seen", [pass, fail], [result("undetermined", "*")]],
    ["its entity not seen", [pass, result("fail", "one/b#7")], [pass, result("undetermined", "one/b (GraphQL)")]],
    ["a gap that says more", [pass, result("undetermined", "*")], [result("undetermined", "*", "and now denied")]],
  ])("not: %s", (_name, before, after) => expect(dishonesties(before, after)).toEqual([]));
});
