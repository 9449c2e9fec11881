import { expect, it } from "vitest";
import type { Preflight } from "#sdk";
import { createGateway } from "../../../src/gateway/index.ts";
import type { Sandbox } from "../../../src/sandbox/index.ts";
import { leastPrivilegePolicy } from "../../_aws/least-privilege.ts";
import type { AwsConfigConfig } from "../config.ts";
import { awsConfig } from "../index.ts";
import { estate } from "./estate.ts";
import { clock, organizationConfig, withSandbox } from "./support.ts";

async function preflight(config: AwsConfigConfig, env: Record<string, string>): Promise<Preflight> {
  const gateway = createGateway({ clock, random: () => 0.5, sleep: async () => undefined });
  const { signal } = new AbortController();
  const endpoints = awsConfig.endpoints(config, env);
  const session = await gateway.openSession({ collector: awsConfig, endpoints, connection: "test", signal });
  try {
    const ctx = {
      config: awsConfig.config.parse(config),
      door: session.door,
      clock,
      signal,
      env,
      progress: () => undefined,
    };
    return await awsConfig.preflight(ctx, { probe: true });
  } finally {
    await session.close();
  }
}

const enabledRegions = ({ organisation }: Sandbox): number =>
  organisation.accounts[0]?.regions.filter(({ status }) => status !== "DISABLED").length ?? 0;

it("names every account, and what a missing permission costs", () =>
  withSandbox({ organisation: "meridian" }, async (sandbox, env) => {
    sandbox.setFault({
      operation: "config:GetDiscoveredResourceCounts",
      account: "444455556666",
      fault: { kind: "deny" },
    });
    const { identities, kinds, operations } = await preflight(organizationConfig(sandbox), env);
    expect(identities.map(({ scope }) => scope.account)).toEqual(["111122223333", "444455556666"]);
    const denied = operations.filter(({ state }) => state === "denied");
    expect(denied.map(({ operation, scope }) => `${scope.account}/${scope.region ?? ""} ${operation}`)).toEqual([
      // Denied by a policy of the organization: the first region would not have told.
      "111122223333/ap-south-1 config:ListConfigurationRecorders",
      "444455556666/ config:GetDiscoveredResourceCounts",
    ]);
    const asked = operations.filter(({ scope }) => scope.region !== undefined);
    expect(asked.length).toBe(2 * (enabledRegions(sandbox) - 1));
    expect(kinds.filter(({ state }) => state === "unavailable")).toMatchObject([
      { kind: "aws-config.resource-count", scope: { account: "444455556666" }, reason: "denied" },
    ]);
  }));

it("takes a region without a recorder for an answer, not for a refusal", () =>
  withSandbox({ organisation: estate({ asOf: clock.now(), bare: true }) }, async (sandbox, env) => {
    const { operations } = await preflight({ endpoint: sandbox.url }, env);
    expect(operations.filter(({ state }) => state === "denied" || state === "unavailable")).toEqual([]);
  }));

it("asks for reading only", () => {
  const actions = leastPrivilegePolicy(awsConfig).Statement.flatMap(({ Action }) => Action);
  expect(actions.length).toBeGreaterThan(18);
  for (const action of actions) expect(action).toMatch(/^(config|account|organizations):(Get|List|Describe|Select)/);
});
