import { describe, expect, it } from "vitest";
import { scopeKey } from "#core";
import { type Collected, collectFrom, keysOf, of, withSandbox } from "./support.ts";

const MANAGEMENT = "111122223333";
const MEMBER = "444455556666";
const SUSPENDED = "123456789012";
const regions = { analyzerRegions: ["eu-central-1"], identityCenterRegion: "eu-central-1" };

function scopes({ emissions }: Collected): readonly string[] {
  return emissions.flatMap((emission) => (emission.type === "scope" ? [scopeKey(emission.scope)] : [])).toSorted();
}
function unreachable({ emissions }: Collected) {
  return emissions.filter((emission) => emission.type === "unreachable");
}

describe("several accounts", () => {
  it("finds the organization's accounts, enters each with the external id, and lists them once", () =>
    withSandbox({ size: { users: 20, accounts: 7 } }, async (sandbox, env) => {
      const { externalId } = sandbox.accounts[0] ?? { externalId: "" };
      const collected = await collectFrom(
        { endpoint: sandbox.url, ...regions, organization: { roleName: "ExhibitReadOnly", externalId } },
        env,
      );
      expect(collected.thrown).toBe(undefined);
      expect(collected.violations).toEqual([]);
      expect(scopes(collected)).toEqual(sandbox.accounts.map(({ id }) => `aws/${id}`).toSorted());
      expect(sandbox.calls()["organizations:ListAccounts"]).toBe(1);
      expect(sandbox.calls()["sts:AssumeRole"]).toBe(6);
      expect(sandbox.peakConcurrency()).toBeLessThanOrEqual(5);
      for (const { id } of sandbox.accounts)
        expect(of(collected, "aws-iam.user", `aws/${id}`).records.length, id).toBeGreaterThanOrEqual(18);
      const [population] = of(collected, "aws-organizations.account").populations;
      expect(population).toMatchObject({
        complete: true,
        excluded: [{ rule: `account ${SUSPENDED} is not collected`, owner: "AWS", count: 1 }],
      });
    }));

  it("records who left an account out, and why", () =>
    withSandbox({}, async (sandbox, env) => {
      const { externalId } = sandbox.accounts[0] ?? { externalId: "" };
      const exclude = [{ id: MEMBER, owner: "Head of IT", reason: "is wound up this month" }];
      const collected = await collectFrom(
        { endpoint: sandbox.url, ...regions, organization: { roleName: "ExhibitReadOnly", externalId, exclude } },
        env,
      );
      expect(scopes(collected)).toEqual([`aws/${MANAGEMENT}`]);
      expect(of(collected, "aws-organizations.account").populations).toMatchObject([
        { excluded: [{ owner: "Head of IT", reason: "is wound up this month" }, { owner: "AWS" }] },
      ]);
      expect(of(collected, "aws-organizations.account").records.map(({ Id }) => Id)).toContain(MEMBER);
    }));

  it("keeps what the management account says of the organization when that account itself is left out", () =>
    withSandbox({}, async (sandbox, env) => {
      const { externalId } = sandbox.accounts[0] ?? { externalId: "" };
      const exclude = [{ id: MANAGEMENT, owner: "CISO", reason: "audited by others" }];
      const collected = await collectFrom(
        { endpoint: sandbox.url, ...regions, organization: { roleName: "ExhibitReadOnly", externalId, exclude } },
        env,
      );
      expect(of(collected, "aws-organizations.root", `aws/${MANAGEMENT}`).records.length).toBe(1);
      expect(of(collected, "aws-iam.user", `aws/${MANAGEMENT}`).gaps).toMatchObject([
        { reason: "disabled", detail: "left out by CISO: audited by others" },
      ]);
      expect(of(collected, "aws-iam.user", `aws/${MEMBER}`).records.length).toBeGreaterThan(0);
    }));

  it("names an account that cannot be entered and goes on with the others", () =>
    withSandbox({}, async (sandbox, env) => {
      const accounts = [
        { id: MANAGEMENT },
        { id: MEMBER, roleName: "ExhibitReadOnly", externalId: "a wrong one" },
        { id: "999999999999" },
      ];
      const collected = await collectFrom({ endpoint: sandbox.url, ...regions, accounts }, env);
      expect(collected.thrown).toBe(undefined);
      expect(scopes(collected)).toEqual([`aws/${MANAGEMENT}`]);
      expect(unreachable(collected).toSorted((a, b) => a.scope.account.localeCompare(b.scope.account))).toMatchObject([
        { scope: { account: MEMBER }, reason: "denied", operation: "sts:AssumeRole" },
        { scope: { account: "999999999999" }, reason: "denied", operation: "sts:GetCallerIdentity" },
      ]);
      expect(JSON.stringify(unreachable(collected))).not.toContain("a wrong one");
    }));

  it("goes on when one account's session ends on the way", () =>
    withSandbox({}, async (sandbox, env) => {
      const { externalId } = sandbox.accounts[0] ?? { externalId: "" };
      sandbox.setFault({
        operation: "iam:GetAccountPasswordPolicy",
        account: MEMBER,
        fault: { kind: "expired-token" },
      });
      const collected = await collectFrom(
        { endpoint: sandbox.url, ...regions, organization: { roleName: "ExhibitReadOnly", externalId } },
        env,
      );
      expect(collected.thrown).toBe(undefined);
      expect(of(collected, "aws-iam.user", `aws/${MEMBER}`).populations).toMatchObject([{ complete: true }]);
      expect(of(collected, "aws-iam.credential", `aws/${MEMBER}`).gaps).toMatchObject([{ reason: "denied" }]);
      expect(of(collected, "aws-iam.credential", `aws/${MANAGEMENT}`).populations).toMatchObject([{ complete: true }]);
    }));

  it("collects the accounts that include names when accounts cannot be listed", () =>
    withSandbox(
      { faults: [{ operation: "organizations:ListAccounts", fault: { kind: "deny" } }] },
      async (sandbox, env) => {
        const { externalId } = sandbox.accounts[0] ?? { externalId: "" };
        const collected = await collectFrom(
          {
            endpoint: sandbox.url,
            ...regions,
            organization: { roleName: "ExhibitReadOnly", externalId, include: [MEMBER] },
          },
          env,
        );
        expect(scopes(collected)).toEqual([`aws/${MANAGEMENT}`, `aws/${MEMBER}`]);
        expect(of(collected, "aws-organizations.account", `aws/${MANAGEMENT}`).gaps).toMatchObject([
          { reason: "denied", operation: "organizations:ListAccounts" },
        ]);
      },
    ));

  it("says of a member account that it cannot see the organization, after one refused call", () =>
    withSandbox({ size: { accounts: 3 } }, async (sandbox) => {
      const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, keysOf(sandbox, 2));
      expect(of(collected, "aws-organizations.organization").records).toMatchObject([
        { InOrganization: true, IsManagementAccount: false, ManagementAccountId: MANAGEMENT },
      ]);
      for (const kind of [
        "aws-organizations.root",
        "aws-organizations.account",
        "aws-organizations.policy",
        "aws-organizations.trusted-service",
        "aws-iam.root-management",
      ]) {
        expect(of(collected, kind), kind).toMatchObject({
          records: [],
          populations: [],
          gaps: [{ reason: "denied", operation: "organizations:ListRoots" }],
        });
      }
      expect(Object.keys(sandbox.calls()).filter((operation) => operation.startsWith("organizations:"))).toEqual([
        "organizations:DescribeOrganization",
        "organizations:ListRoots",
      ]);
    }));
});
