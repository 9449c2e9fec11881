import { beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "../../src/core/index.ts";
import { type GooglePresetName, startGoogleSandbox } from "../../src/sandbox/google/index.ts";
import { googleChecks, runTenant, type TenantRun } from "./google-support.ts";

const clock = fixedClock("2026-11-22T10:00:00.000Z");

async function judged(tenant: GooglePresetName): Promise<TenantRun> {
  const sandbox = await startGoogleSandbox({ tenant, clock });
  try {
    return await runTenant(sandbox, { clock, config: { include: { tokens: true } } });
  } finally {
    await sandbox.close();
  }
}

/** Checks without such a result, sorted. */
function idsWithout({ results }: TenantRun, outcome: "pass" | "fail"): readonly string[] {
  const having = new Set(results.filter((result) => result.outcome === outcome).map(({ checkId }) => checkId));
  return googleChecks
    .map(({ id }) => id)
    .filter((id) => !having.has(id))
    .toSorted();
}

describe("a deliberately good and a deliberately bad tenant", () => {
  let good: TenantRun;
  let bad: TenantRun;
  let empty: TenantRun;
  let meridian: TenantRun;
  beforeAll(async () => {
    good = await judged("good");
    bad = await judged("bad");
    empty = await judged("empty");
    meridian = await judged("meridian");
  }, 120_000);

  it("has nothing failing in the good one", () => {
    expect(
      good.results
        .filter(({ outcome }) => outcome === "fail")
        .map(({ checkId, subject, observed }) => `${checkId} ${subject}: ${observed}`),
    ).toEqual([]);
  });

  /** They pass only where the operator names the applications that are known. */
  const NEED_NAMES = ["google-oauth-app-of-high-risk-is-known", "google-token-is-of-known-app"];

  it("passes every check in the good one", () => {
    expect(idsWithout(good, "pass")).toEqual(NEED_NAMES);
  });

  /** What the bad tenant cannot be beside the rest, and the tenant that is so. */
  const ELSEWHERE = {
    // Its administrators are too many.
    "google-super-administrators-are-more-than-one": () => empty,
    // Its alerts are off, and only one that is on can reach nobody.
    "google-alerts-reach-somebody": () => meridian,
  };

  it("has a failing resource for every check in the bad one", () => {
    expect(idsWithout(bad, "fail")).toEqual(Object.keys(ELSEWHERE).toSorted());
    for (const [id, tenant] of Object.entries(ELSEWHERE))
      expect(
        tenant().results.some(({ checkId, outcome }) => checkId === id && outcome === "fail"),
        id,
      ).toBe(true);
  });

  it("lets no check stumble", () => {
    expect(
      [...good.results, ...bad.results, ...empty.results, ...meridian.results].filter(
        ({ reason }) => reason === "check-error",
      ),
    ).toEqual([]);
  });
});
