import { describe, expect, it } from "vitest";
import type { Emission } from "#sdk";
import type { Organisation, Sandbox } from "../../../src/sandbox/index.ts";
import { type EstateCounts, minimalCalls, type RegionCounts } from "../budget.ts";
import type { AwsConfigConfig } from "../config.ts";
import { ITEM_TYPES } from "../evidence.ts";
import { estate } from "./estate.ts";
import { clock, collectFrom, organizationConfig, withSandbox } from "./support.ts";

const NOTHING: RegionCounts = {
  recorder: false,
  rules: 0,
  contradicted: [],
  resourcesWithResults: 0,
  items: 0,
  packs: [],
  remediations: 0,
  serviceLinkedRecorders: 0,
  aggregated: false,
};
const ITEM_KINDS = new Set(ITEM_TYPES.map(({ kind }) => kind.id));

type Mutable = {
  -readonly [Key in keyof RegionCounts]: RegionCounts[Key] extends readonly number[] ? number[] : RegionCounts[Key];
};

/** Counts an estate by what the collector says of it, and by what the organisation is. */
class Tally {
  readonly #regions = new Map<string, Map<string, Mutable>>();
  aggregators: number[] = [];

  take(emission: Emission): void {
    if (emission.type !== "record") return;
    const { kind, scope } = emission;
    const record = emission.record as Record<string, unknown>;
    const at = this.#region(scope.account, String(record["awsRegion"]));
    if (kind.id === "aws-config.recorder") {
      at.recorder =
        record["recorder"] !== null &&
        (record["recorder"] as { status?: { recording?: boolean } }).status?.recording === true;
      at.serviceLinkedRecorders = (record["serviceLinked"] as unknown[] | undefined)?.length ?? 0;
    }
    if (kind.id === "aws-config.rule") at.rules += 1;
    if (kind.id === "aws-config.rule-compliance" && record["ComplianceType"] === "NON_COMPLIANT")
      at.contradicted.push(1);
    if (kind.id === "aws-config.conformance-pack") at.packs.push((record["Rules"] as unknown[]).length);
    if (kind.id === "aws-config.remediation") at.remediations += 1;
    if (kind.id === "aws-config.aggregator") this.aggregators.push((record["Sources"] as unknown[]).length);
    if (ITEM_KINDS.has(kind.id)) {
      const place = record["awsRegion"] === "global" ? this.#region(scope.account, "us-east-1") : at;
      place.items += 1;
    }
  }

  #region(account: string, region: string): Mutable {
    const regions = this.#regions.get(account) ?? new Map<string, Mutable>();
    this.#regions.set(account, regions);
    const counts = regions.get(region) ?? { ...NOTHING, contradicted: [], packs: [] };
    regions.set(region, counts);
    return counts;
  }

  estate(
    organisation: Organisation,
    aggregated: (account: string, region: string) => boolean,
    inOrganization: boolean,
  ): EstateCounts {
    return {
      accounts: [...this.#regions].map(([account, regions]) =>
        [...regions]
          .filter(([region]) => region !== "global" && region !== "undefined")
          .map(([region, counts]) => ({
            ...counts,
            aggregated: aggregated(account, region),
            resourcesWithResults: judged(organisation, account, region),
          })),
      ),
      aggregators: this.aggregators,
      ...(inOrganization ? { organizationAccounts: organisation.accounts.length } : {}),
    };
  }
}

/** Resources that some rule of the region speaks about. */
function judged(organisation: Organisation, accountId: string, region: string): number {
  const config = organisation.accounts.find(({ id }) => id === accountId)?.config?.find((one) => one.region === region);
  let count = 0;
  if (config !== undefined && config.rules.length > 0)
    for (let index = 0; index < config.items.count; index += 1) {
      const item = config.items.at(index);
      if (config.rules.some((rule) => rule.conclusion === undefined && rule.verdict(item) !== undefined)) count += 1;
    }
  return count;
}

const total = (sandbox: Sandbox): number => Object.values(sandbox.calls()).reduce((sum, count) => sum + count, 0);

async function callsAndMinimum(
  sandbox: Sandbox,
  config: AwsConfigConfig,
  env: Record<string, string>,
  aggregated: (account: string, region: string) => boolean,
): Promise<{ made: number; minimum: number; items: number }> {
  const tally = new Tally();
  let items = 0;
  const { thrown } = await collectFrom(config, env, {
    each: (emission) => {
      tally.take(emission);
      if (emission.type === "record" && ITEM_KINDS.has(emission.kind.id)) items += 1;
    },
  });
  expect(thrown).toBe(undefined);
  const counts = tally.estate(sandbox.organisation, aggregated, config.organization !== undefined);
  return { made: total(sandbox), minimum: minimalCalls(counts), items };
}

describe("call budget", () => {
  it("is the formula of aws-config.md", () => {
    const one = (region: Partial<RegionCounts>): number =>
      minimalCalls({ accounts: [[{ ...NOTHING, ...region }]], aggregators: [] });
    // Sign-in, regions, aggregators, and the list of recorders.
    expect(one({})).toBe(4);
    expect(one({ recorder: true })).toBe(3 + 5 + 1 + 1 + 1 + 2);
    // ⌈60/25⌉ rules, as many conclusions and remediation calls, ⌈60/50⌉ status; items with results ⌈1,100/100⌉.
    expect(
      one({ recorder: true, rules: 60, items: 900, contradicted: [5], resourcesWithResults: 200, packs: [10, 1200] }),
    ).toBe(3 + 5 + 1 + (3 + 3 + 2) + 3 + (1 + 1 + 2) + 1 + 11);
    const two = { ...NOTHING, recorder: true, aggregated: true, items: 150 };
    expect(minimalCalls({ accounts: [[two, two]], aggregators: [34] })).toBe(
      1 + 1 + 2 + 1 + 2 * (5 + 1 + 1 + 1) + 1 + 3,
    );
  });

  it("is kept within 1.3 times: one account without AWS Config", () =>
    withSandbox({ organisation: "empty" }, async (sandbox, env) => {
      const { made, minimum } = await callsAndMinimum(sandbox, { endpoint: sandbox.url }, env, () => false);
      expect(made).toBeLessThanOrEqual(1.3 * minimum);
      // aws-config.md counts five recorder calls a region even where AWS Config is off.
      expect(made).toBeLessThanOrEqual(1.3 * (1 + 5 * 17));
    }));

  it("is kept within 1.3 times: three regions, one through an aggregator, 3,000 items", () =>
    withSandbox({ organisation: estate({ asOf: clock.now(), items: 3000 }) }, async (sandbox, env) => {
      const budget = await callsAndMinimum(
        sandbox,
        { endpoint: sandbox.url },
        env,
        (_a, region) => region === "eu-west-1",
      );
      expect(budget.items).toBeGreaterThan(3000);
      expect(budget.made).toBeLessThanOrEqual(1.3 * budget.minimum);
    }));

  it.each([
    ["meridian", undefined],
    ["good", undefined],
    ["bad", undefined],
    ["good", { accounts: 3, configItems: 2500 }],
  ] as const)("is kept within 1.3 times: %s, %o", (organisation, size) =>
    withSandbox({ organisation, ...(size === undefined ? {} : { size }) }, async (sandbox, env) => {
      const failed = new Set(
        sandbox.organisation.accounts.flatMap(({ config }) =>
          (config ?? []).flatMap(({ aggregators }) => aggregators.flatMap((one) => one.failed)),
        ),
      );
      const only = sandbox.organisation.accounts.flatMap(({ config }) =>
        (config ?? []).flatMap(({ aggregators }) => aggregators.flatMap(({ regions }) => regions ?? [])),
      );
      const budget = await callsAndMinimum(
        sandbox,
        organizationConfig(sandbox),
        env,
        (account, region) => !failed.has(`${account}/${region}`) && (only.length === 0 || only.includes(region)),
      );
      expect(budget.made).toBeLessThanOrEqual(1.3 * budget.minimum);
    }),
  );
});
