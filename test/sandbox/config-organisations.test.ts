import { beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "../../src/core/index.ts";
import { type PresetName, startSandbox } from "../../src/sandbox/index.ts";
import { configChecks, type EstateRun, runEstate } from "./config-support.ts";

const clock = fixedClock("2026-11-22T10:00:00.000Z");

async function judged(organisation: PresetName): Promise<EstateRun> {
  const sandbox = await startSandbox({ organisation, clock });
  try {
    return await runEstate(sandbox, { clock });
  } finally {
    await sandbox.close();
  }
}

/** Checks without such a result, sorted. */
function idsWithout({ results }: EstateRun, outcome: "pass" | "fail"): readonly string[] {
  const having = new Set(results.filter((result) => result.outcome === outcome).map(({ checkId }) => checkId));
  return configChecks
    .map(({ id }) => id)
    .filter((id) => !having.has(id))
    .toSorted();
}

describe("a deliberately good and a deliberately bad organisation, as AWS Config sees them", () => {
  let good: EstateRun;
  let bad: EstateRun;
  beforeAll(async () => {
    good = await judged("good");
    bad = await judged("bad");
  }, 120_000);

  it("has nothing failing in the good one", () => {
    expect([
      ...new Set(
        good.results
          .filter(({ outcome }) => outcome === "fail")
          .map(({ checkId, observed }) => `${checkId}: ${observed}`),
      ),
    ]).toEqual([]);
  });

  /** They say something only where the operator names what is allowed. */
  const NEED_PARAMETERS = ["aws-config-resource-region-is-allowed"];

  /** Every rule of these points asks what a check of ours asks of the same items: where those are recorded, it counts once. */
  const JUDGED_BY_OUR_OWN = ["5-21-3", "5-9-1", "7-11-3", "8-13-4", "8-20-4", "8-25-5", "8-8-2"].map(
    (point) => `aws-config-rules-for-${point}-hold`,
  );

  it("passes every check in the good one", () => {
    expect(idsWithout(good, "pass")).toEqual([...NEED_PARAMETERS, ...JUDGED_BY_OUR_OWN]);
  });

  it("has a failing resource for every check in the bad one", () => {
    expect(idsWithout(bad, "fail")).toEqual(NEED_PARAMETERS);
  });

  it("lets no check stumble", () => {
    expect([...good.results, ...bad.results].filter(({ reason }) => reason === "check-error")).toEqual([]);
  });
});
