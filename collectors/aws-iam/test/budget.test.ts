import { describe, expect, it } from "vitest";
import type { Size } from "../../../src/sandbox/index.ts";
import { type EstateCounts, minimalCalls } from "../budget.ts";
import { type Collected, collectFrom, of, withSandbox } from "./support.ts";

const PROVIDERS = { samlProviders: "aws-iam.saml-provider", oidcProviders: "aws-iam.oidc-provider" } as const;

/** The estate as the evidence shows it: counts of records, by kind. */
function estateOf(collected: Collected, reportCalls: number): EstateCounts {
  const count = (kind: string): number => of(collected, kind).records.length;
  const policies = of(collected, "aws-iam.policy").records;
  const aws = policies.filter(({ Arn }) => String(Arn).includes(":iam::aws:")).length;
  const types = of(collected, "aws-organizations.policy").records.map(({ Type }) => String(Type));
  const sets = of(collected, "aws-identity-center.permission-set").records;
  const analyzers = of(collected, "aws-access-analyzer.analyzer").records.filter(({ status }) => status === "ACTIVE");
  const findings = of(collected, "aws-access-analyzer.finding").records;
  const isManagement = of(collected, "aws-organizations.root").records.length > 0;
  return {
    users: count("aws-iam.user"),
    groups: count("aws-iam.group"),
    roles: count("aws-iam.role"),
    customerPolicies: policies.length - aws,
    awsPoliciesInUse: aws,
    virtualMfaDevices: count("aws-iam.virtual-mfa-device"),
    serviceCredentials: count("aws-iam.service-specific-credential"),
    samlProviders: count(PROVIDERS.samlProviders),
    oidcProviders: count(PROVIDERS.oidcProviders),
    serverCertificates: count("aws-iam.server-certificate"),
    reportCalls,
    ...(isManagement
      ? {
          organization: {
            accounts: count("aws-organizations.account"),
            policies: [...new Set(types)].map((type) => types.filter((one) => one === type).length),
          },
        }
      : {}),
    analyzers: {
      regions: new Set(of(collected, "aws-access-analyzer.analyzer").populations.map(({ scope }) => scope.region)).size,
      findings: analyzers.map(({ arn }) => findings.filter(({ analyzerArn }) => analyzerArn === arn).length),
    },
    identityCenter: {
      permissionSets: sets.length,
      provisionedPairs: sets.reduce(
        (sum, { ProvisionedAccounts }) => sum + (ProvisionedAccounts as unknown[]).length,
        0,
      ),
    },
  };
}

describe("call budget", () => {
  it("is the formula of aws-iam.md", () => {
    const none = {
      users: 0,
      groups: 0,
      roles: 0,
      customerPolicies: 0,
      awsPoliciesInUse: 0,
      virtualMfaDevices: 0,
      serviceCredentials: 0,
      samlProviders: 0,
      oidcProviders: 0,
      serverCertificates: 0,
    };
    expect(minimalCalls({ ...none, reportCalls: 1 })).toBe(8);
    const example = {
      ...none,
      users: 500,
      groups: 30,
      roles: 300,
      customerPolicies: 200,
      awsPoliciesInUse: 60,
      samlProviders: 1,
      oidcProviders: 1,
    };
    expect(minimalCalls({ ...example, reportCalls: 1 })).toBe(13);
    expect(minimalCalls({ ...none, reportCalls: 1, organization: { accounts: 41, policies: [3] } })).toBe(
      8 + 2 + 3 + 1 + 6 + 2,
    );
    expect(minimalCalls({ ...none, reportCalls: 1, identityCenter: { permissionSets: 4, provisionedPairs: 9 } })).toBe(
      8 + 1 + 1 + 24 + 9,
    );
  });

  const sizes: readonly (readonly [string, "meridian" | "empty", Size | undefined])[] = [
    ["an empty account", "empty", undefined],
    ["the demo estate", "meridian", undefined],
    ["500 users, 300 roles", "meridian", { users: 500, groups: 30, roles: 300, policies: 200 }],
    ["4,000 users, 1,500 roles", "meridian", { users: 4000, groups: 300, roles: 1500, policies: 1200 }],
  ];
  it.each(sizes)("is kept within 1.3 times: %s", (_name, organisation, size) =>
    withSandbox({ organisation, ...(size === undefined ? {} : { size }) }, async (sandbox, env) => {
      const collected = await collectFrom({ endpoint: sandbox.url, identityCenterRegion: "eu-central-1" }, env);
      expect(collected.thrown).toBe(undefined);
      const calls = sandbox.calls();
      const report = (calls["iam:GetCredentialReport"] ?? 0) + (calls["iam:GenerateCredentialReport"] ?? 0);
      expect(report).toBeLessThanOrEqual(6);
      const made = Object.values(calls).reduce((sum, count) => sum + count, 0);
      expect(made).toBeLessThanOrEqual(1.3 * minimalCalls(estateOf(collected, report)));
      const iam = Object.entries(calls).reduce(
        (sum, [operation, count]) => sum + (/^(iam|sts):/.test(operation) ? count : 0),
        0,
      );
      const { organization: _o, analyzers: _a, identityCenter: _i, ...account } = estateOf(collected, report);
      expect(iam, "IAM and STS alone").toBeLessThanOrEqual(1.3 * minimalCalls(account));
    }),
  );
});
