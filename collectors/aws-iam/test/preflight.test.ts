import { describe, expect, it } from "vitest";
import { createGateway } from "../../../src/gateway/index.ts";
import type { AwsIamConfig } from "../config.ts";
import { awsIam } from "../index.ts";
import { clock, withSandbox } from "./support.ts";

async function preflight(config: AwsIamConfig, env: Readonly<Record<string, string>>, probe: boolean) {
  const gateway = createGateway({ clock, random: () => 0.5, sleep: async (_ms, signal) => signal.throwIfAborted() });
  const { signal } = new AbortController();
  const session = await gateway.openSession({
    collector: awsIam,
    endpoints: awsIam.endpoints(config, env),
    connection: "test",
    signal,
  });
  const result = await awsIam.preflight(
    { config, door: session.door, clock, signal, env, progress: () => undefined },
    { probe },
  );
  await session.close();
  return result;
}

describe("preflight", () => {
  it("says who we are with one call, and takes every kind for ready but those on demand", () =>
    withSandbox({}, async (sandbox, env) => {
      const { identities, kinds, operations } = await preflight({ endpoint: sandbox.url }, env, false);
      expect(identities).toMatchObject([
        { scope: { account: "111122223333" }, principal: expect.stringContaining("arn:aws:") },
      ]);
      expect(operations).toEqual([]);
      expect(kinds.filter(({ state }) => state === "unavailable").map(({ reason }) => reason)).toEqual(
        Array.from({ length: 4 }, () => "disabled"),
      );
      expect(sandbox.calls()).toEqual({ "sts:GetCallerIdentity": 1 });
    }));

  it("tries every operation once, and says which permission is missing for what", () =>
    withSandbox(
      { faults: [{ operation: "iam:ListVirtualMFADevices", fault: { kind: "deny" } }] },
      async (sandbox, env) => {
        const { kinds, operations } = await preflight(
          { endpoint: sandbox.url, identityCenterRegion: "eu-central-1" },
          env,
          true,
        );
        expect(operations.map(({ operation }) => operation)).toEqual(awsIam.operations.map(({ id }) => id));
        expect(operations.find(({ operation }) => operation === "iam:ListVirtualMFADevices")?.state).toBe("denied");
        expect(operations.find(({ operation }) => operation === "iam:GetAccountSummary")?.state).toBe("allowed");
        expect(operations.find(({ operation }) => operation === "sso:DescribePermissionSet")?.state).toBe("not-tried");
        expect(kinds.find(({ kind }) => kind === "aws-iam.virtual-mfa-device")).toMatchObject({
          state: "unavailable",
          reason: "denied",
        });
        expect(kinds.find(({ kind }) => kind === "aws-iam.user")).toMatchObject({ state: "ready" });
        expect(Math.max(...Object.values(sandbox.calls()))).toBe(1);
      },
    ));

  it("reports accounts that cannot be entered instead of failing", () =>
    withSandbox({}, async (sandbox, env) => {
      const { identities, kinds } = await preflight(
        { endpoint: sandbox.url, accounts: [{ id: "111122223333" }, { id: "444455556666", roleName: "Nobody" }] },
        env,
        false,
      );
      expect(identities.map(({ scope }) => scope.account)).toEqual(["111122223333"]);
      const other = kinds.filter(({ scope }) => scope.account === "444455556666");
      expect(other.length).toBe(awsIam.kinds.length);
      expect(other.every(({ state, reason }) => state === "unavailable" && reason === "denied")).toBe(true);
    }));
});
