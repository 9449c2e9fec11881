import { describe, expect, it } from "vitest";
import type { CheckResult, CheckRunRow, Outcome } from "../../src/core/index.ts";
import { resultChanges } from "../../src/pipeline/diff-results.ts";
import { secretsOf } from "../../src/pipeline/connection.ts";
import { storePacked } from "../../src/pipeline/packing.ts";
import type { Connection } from "../../src/pipeline/plan.ts";
import { fixedClock } from "../../src/core/index.ts";
import { registry } from "../support/estate.ts";
import { memoryWorkshop } from "../support/memory-workshop.ts";

const CHECK = "some-check";
const asOf = "2026-11-22T10:00:00.000Z";

function result(subject: string, outcome: Outcome, account = "111122223333"): CheckResult {
  return {
    checkId: CHECK,
    checkVersion: 1,
    connection: "aws",
    scope: { platform: "aws", account },
    subject,
    outcome,
    ...(outcome === "undetermined" ? { reason: "denied" as const } : {}),
    expected: "expected",
    observed: `${subject} ${outcome}`,
    evidence: [],
    paramsDigest: "0".repeat(64),
    asOf,
  };
}

/** Changes between two runs with these results of one check. */
async function changes(before: readonly CheckResult[], after: readonly CheckResult[]): Promise<readonly string[]> {
  const workshop = await memoryWorkshop({ registry, clock: fixedClock(asOf) });
  try {
    for (const [runId, results] of Object.entries({ before, after })) {
      const lines = results.map((one) => `${JSON.stringify(one)}\n`).join("");
      const blob = await storePacked(
        workshop.blobs,
        (async function* () {
          if (lines !== "") yield Buffer.from(lines);
        })(),
      );
      const row = { checkId: CHECK, resultsBlob: blob } as unknown as CheckRunRow;
      await workshop.store.saveResults(
        runId,
        [row],
        (async function* () {
          yield* results.filter(({ outcome }) => outcome !== "pass");
        })(),
      );
    }
    const found = await resultChanges(workshop, "before", "after");
    return found.map(({ subject, change, before: was, after: is }) => `${subject}: ${was} → ${is} ${change}`);
  } finally {
    await workshop.dispose();
  }
}

describe("what changed for a resource", () => {
  it.each<readonly [Outcome, Outcome, string | undefined]>([
    ["pass", "fail", "newly-failing"],
    ["not-applicable", "fail", "newly-failing"],
    ["undetermined", "fail", "seen-failing"],
    ["fail", "pass", "fixed"],
    ["fail", "not-applicable", "fixed"],
    ["fail", "undetermined", "newly-unseen"],
    ["pass", "undetermined", "newly-unseen"],
    ["undetermined", "pass", "seen-again"],
    ["fail", "fail", undefined],
    ["pass", "not-applicable", undefined],
  ])("%s → %s", async (was, is, expected) => {
    const found = await changes([result("a", was)], [result("a", is)]);
    expect(found).toEqual(expected === undefined ? [] : [`a: ${was} → ${is} ${expected}`]);
  });

  it("is gone only when the whole population was seen without it", async () => {
    const before = [result("a", "fail"), result("b", "pass")];
    expect(await changes(before, [result("b", "pass")])).toEqual(["a: fail → absent gone"]);
    expect(await changes(before, [result("*", "not-applicable")])).toEqual(["a: fail → absent gone"]);
  });

  it("is never fixed or gone because nobody looked", async () => {
    const before = [result("a", "fail"), result("b", "undetermined")];
    expect(await changes(before, [])).toEqual(["a: fail → not-judged newly-unseen"]);
    const blind = await changes(before, [result("c", "pass"), result("*", "undetermined")]);
    expect(blind).toContain("a: fail → not-judged newly-unseen");
    expect(blind.filter((change) => /fixed|gone|seen-again/.test(change))).toEqual([]);
    const elsewhere = [result("c", "pass", "444455556666")];
    expect(await changes([result("a", "fail")], elsewhere)).toEqual(["a: fail → not-judged newly-unseen"]);
  });

  it("that nobody had looked at before fails for the first time that it is seen", async () => {
    expect(await changes([], [result("a", "fail")])).toEqual(["a: not-judged → fail seen-failing"]);
    expect(await changes([result("b", "pass")], [result("a", "fail")])).toEqual(["a: absent → fail newly-failing"]);
  });
});

describe("secrets of a connection", () => {
  const settings = {
    endpoint: "https://iam.example.com",
    token: "canary-token-1",
    organization: { externalId: "known-to-the-platform" },
  };
  const referenced = ["canary-token-1", "known-to-the-platform", "https://iam.example.com", "of-another-connection"];
  const withhold = (secretSettings: readonly string[] | undefined): readonly string[] =>
    secretsOf(
      { id: "c", environment: "test", config: settings, collector: { secretSettings } } as unknown as Connection,
      referenced,
    );

  it("are all referenced values, unless the collector says which settings are secret", () => {
    expect(withhold(undefined)).toEqual(referenced);
    expect(withhold(["token"])).toEqual(["canary-token-1", "of-another-connection"]);
    expect(withhold([])).toEqual(["of-another-connection"]);
  });
});
