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

  it("passes every check in the good one", () => {
    expect(idsWithout(good, "pass")).toEqual(NEED_PARAMETERS);
  });

  it("has a failing resource for every check in the bad one", () => {
    expect(idsWithout(bad, "fail")).toEqual(NEED_PARAMETERS);
  });

  it("lets no check stumble", () => {
    expect([...good.results, ...bad.results].filter(({ reason }) => reason === "check-error")).toEqual([]);
  });
});
