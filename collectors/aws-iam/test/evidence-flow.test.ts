import { describe, expect, it } from "vitest";
import { fixedClock } from "#core";
import { clock, collectFrom, of, withSandbox } from "./support.ts";

const regions = { analyzerRegions: ["eu-central-1"], identityCenterRegion: "eu-central-1" };

describe("credential report", () => {
  it("carries the report's own instant and waits no longer than a minute for it", () =>
    withSandbox({}, async (sandbox, env) => {
      const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, env);
      const { populations, records, gaps } = of(collected, "aws-iam.credential");
      expect(gaps).toEqual([]);
      expect(records.some(({ user }) => user === "<root_account>")).toBe(true);
      expect(populations).toMatchObject([{ complete: true, reported: records.length }]);
      expect(populations[0]).toHaveProperty("sourceAt");
      expect(collected.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
    }));

  it("takes one call when a fresh report exists", () =>
    withSandbox({}, async (sandbox, env) => {
      await collectFrom({ endpoint: sandbox.url, ...regions }, env);
      sandbox.clearCalls();
      await collectFrom({ endpoint: sandbox.url, ...regions }, env);
      expect(sandbox.calls()["iam:GetCredentialReport"]).toBe(1);
      expect(sandbox.calls()["iam:GenerateCredentialReport"]).toBe(undefined);
    }));

  it("is bounded against a server that gives one old report for ever", () =>
    withSandbox(
      {
        faults: [
          {
            operation: "iam:GetCredentialReport",
            fault: { kind: "wrong-value", field: "GeneratedTime", value: "2015-02-02T20:02:02Z" },
          },
        ],
      },
      async (sandbox, env) => {
        await collectFrom({ endpoint: sandbox.url, ...regions }, env);
        sandbox.clearCalls();
        const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, env);
        expect(of(collected, "aws-iam.credential").populations).toMatchObject([
          { sourceAt: "2015-02-02T20:02:02.000Z" },
        ]);
        expect(sandbox.calls()["iam:GetCredentialReport"]).toBeLessThanOrEqual(4);
      },
    ));

  it("uses the report that is there when a new one may not be made", () =>
    withSandbox({}, async (sandbox, env) => {
      await collectFrom({ endpoint: sandbox.url, ...regions }, env);
      sandbox.setFault({
        operation: "iam:GenerateCredentialReport",
        fault: { kind: "error", status: 409, code: "LimitExceeded" },
      });
      const later = fixedClock(new Date(clock.now().getTime() + 5 * 3_600_000).toISOString());
      const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, env, { clock: later });
      expect(of(collected, "aws-iam.credential").populations).toMatchObject([{ complete: true }]);
    }));

  it("is a gap when it never gets ready", () =>
    withSandbox(
      {
        faults: [
          { operation: "iam:GetCredentialReport", fault: { kind: "error", status: 404, code: "ReportInProgress" } },
        ],
      },
      async (sandbox, env) => {
        const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, env);
        expect(of(collected, "aws-iam.credential").gaps).toMatchObject([
          { reason: "provider-error", operation: "iam:GetCredentialReport" },
        ]);
        expect(sandbox.calls()["iam:GetCredentialReport"]).toBeLessThanOrEqual(6);
      },
    ));
});

describe("facts that are errors on the wire", () => {
  it.each([
    ["iam:GetAccountPasswordPolicy", 404, "NoSuchEntity", "aws-iam.password-policy", { Configured: false }],
    [
      "iam:GetOutboundWebIdentityFederationInfo",
      404,
      "FeatureDisabled",
      "aws-iam.outbound-federation",
      { Enabled: false },
    ],
    [
      "account:GetAlternateContact",
      404,
      "ResourceNotFoundException",
      "aws-account.security-contact",
      { Registered: false },
    ],
    [
      "organizations:DescribeOrganization",
      400,
      "AWSOrganizationsNotInUseException",
      "aws-organizations.organization",
      { InOrganization: false },
    ],
    [
      "iam:ListOrganizationsFeatures",
      400,
      "ServiceAccessNotEnabledException",
      "aws-iam.root-management",
      { TrustedAccess: false },
    ],
  ] as const)("%s: %d %s", (operation, status, code, kind, expected) =>
    withSandbox({ faults: [{ operation, fault: { kind: "error", status, code } }] }, async (sandbox, env) => {
      const { records, gaps, populations } = of(await collectFrom({ endpoint: sandbox.url, ...regions }, env), kind);
      expect(gaps).toEqual([]);
      expect(records).toMatchObject([expected]);
      expect(populations).toMatchObject([{ complete: true }]);
    }),
  );
});

describe("lists and their counts", () => {
  it("are not called when the summary counts none, and are when it cannot be had", () =>
    withSandbox({ organisation: "empty" }, async (sandbox, env) => {
      await collectFrom({ endpoint: sandbox.url, ...regions }, env);
      expect(sandbox.calls()["iam:ListSAMLProviders"]).toBe(undefined);
      expect(sandbox.calls()["iam:ListServerCertificates"]).toBe(undefined);
      sandbox.setFault({ operation: "iam:GetAccountSummary", fault: { kind: "deny" } });
      const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, env);
      expect(sandbox.calls()["iam:ListSAMLProviders"]).toBe(1);
      expect(of(collected, "aws-iam.user").populations).toMatchObject([{ complete: true }]);
      expect(of(collected, "aws-iam.user").populations[0]).not.toHaveProperty("reported");
    }));

  it.each(["lost-marker", "looping-marker"] as const)("never end early without a word: %s", (kind) =>
    withSandbox({ faults: [{ operation: "iam:*", fault: { kind } }] }, async (sandbox, env) => {
      const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, env);
      for (const id of [
        "aws-iam.user",
        "aws-iam.role",
        "aws-iam.policy",
        "aws-iam.virtual-mfa-device",
        "aws-iam.service-specific-credential",
      ]) {
        expect(of(collected, id).gaps, id).toMatchObject([{ reason: "truncated" }]);
        expect(of(collected, id).populations, id).toMatchObject([{ complete: false }]);
      }
    }),
  );

  it("doubt a page that lacks one of its four lists", () =>
    withSandbox(
      {
        faults: [
          {
            operation: "iam:GetAccountAuthorizationDetails",
            fault: { kind: "missing-field", field: "RoleDetailList" },
          },
        ],
      },
      async (sandbox, env) => {
        const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, env);
        expect(of(collected, "aws-iam.role").gaps).toMatchObject([
          { reason: "schema-mismatch", detail: "the answer lacks RoleDetailList" },
        ]);
        expect(of(collected, "aws-iam.user").populations).toMatchObject([{ complete: true }]);
      },
    ));

  it("turn a policy that cannot be decoded into a gap on its subject", () =>
    withSandbox(
      {
        faults: [
          {
            operation: "iam:GetAccountAuthorizationDetails",
            fault: { kind: "wrong-value", field: "AssumeRolePolicyDocument", value: "%7Bcut" },
          },
        ],
      },
      async (sandbox, env) => {
        const { gaps, records } = of(await collectFrom({ endpoint: sandbox.url, ...regions }, env), "aws-iam.role");
        expect(records).toEqual([]);
        expect(gaps.length).toBeGreaterThan(0);
        for (const one of gaps)
          expect(one).toMatchObject({ reason: "schema-mismatch", subject: expect.stringMatching(/^arn:aws:iam::/) });
      },
    ));
});

describe("regions", () => {
  it("says that other regions were not seen when they cannot be listed", () =>
    withSandbox({ faults: [{ operation: "account:ListRegions", fault: { kind: "deny" } }] }, async (sandbox, env) => {
      const collected = await collectFrom({ endpoint: sandbox.url, region: "eu-central-1" }, env);
      expect(of(collected, "aws-access-analyzer.analyzer", "aws/111122223333").gaps).toMatchObject([
        { reason: "denied", operation: "account:ListRegions" },
      ]);
      expect(of(collected, "aws-access-analyzer.analyzer", "aws/111122223333/eu-central-1").populations).toMatchObject([
        { complete: true },
      ]);
    }));

  it("finds Identity Center's region when nobody configured it", () =>
    withSandbox({}, async (sandbox, env) => {
      const collected = await collectFrom({ endpoint: sandbox.url }, env);
      expect(of(collected, "aws-identity-center.instance", "aws/111122223333/eu-central-1").records.length).toBe(1);
    }));

  it("does not stop the account for a region that is not enabled", () =>
    withSandbox(
      {
        faults: [
          { operation: "access-analyzer:ListAnalyzers", region: "eu-central-1", fault: { kind: "invalid-token" } },
        ],
      },
      async (sandbox, env) => {
        const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, env);
        expect(collected.thrown).toBe(undefined);
        expect(of(collected, "aws-access-analyzer.analyzer").gaps).toMatchObject([{ reason: "disabled" }]);
      },
    ));
});

describe("evidence on demand", () => {
  it("is collected when asked for, users without keys or MFA left alone", () =>
    withSandbox({}, async (sandbox, env) => {
      const collected = await collectFrom(
        { endpoint: sandbox.url, ...regions, perEntity: { accessKeys: true, mfaDevices: true, sshKeys: true } },
        env,
      );
      const users = of(collected, "aws-iam.user").records.length;
      for (const kind of ["access-key", "mfa-device", "ssh-public-key"]) {
        const { populations, gaps } = of(collected, `aws-iam.${kind}`);
        if (gaps.length === 0) expect(populations, kind).toMatchObject([{ complete: true }]);
        else expect(gaps[0], kind).toMatchObject({ operation: expect.stringMatching(/^iam:/) });
      }
      expect(sandbox.calls()["iam:ListAccessKeys"] ?? 0).toBeLessThan(users);
      expect(of(collected, "aws-iam.service-last-accessed").gaps).toMatchObject([{ reason: "disabled" }]);
    }));
});
