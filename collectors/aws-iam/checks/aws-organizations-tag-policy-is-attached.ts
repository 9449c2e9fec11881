import { defineCheck, fail, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import { ACCOUNT, complete, policyLabel, reachOf, reachText } from "../../_aws/policy/index.ts";
import { organizationKind, organizationPolicyKind } from "../evidence.ts";

const attachedTo = (Type: "ROOT" | "ORGANIZATIONAL_UNIT" | "ACCOUNT", TargetId: string) => [{ TargetId, Type }];
const ROOT = attachedTo("ROOT", "r-example");

export default defineCheck({
  id: "aws-organizations-tag-policy-is-attached",
  version: 1,
  title: "Tag rules are attached",
  rationale: "Tags carry owner and classification only when they are written alike everywhere.",
  severity: "low",
  over: organizationKind,
  reads: [organizationPolicyKind],
  params: z.object({}),
  remediation: "Enable tag policies and attach one.",
  expected: () => "a tag policy reaches the account",
  test(record, ctx) {
    if (!record.InOrganization) return notApplicable("the account is in no organization");
    const policies = ctx.read(organizationPolicyKind);
    let units: string | undefined;
    for (const policy of policies.seen()) {
      const reach = reachOf(policy, record.AccountId);
      if (reach === "none") continue;
      if (policy.Type !== "TAG_POLICY") continue;
      const observed = `${policyLabel(policy)}, ${reachText(reach)}`;
      if (reach !== "units") return pass(observed);
      units ??= observed;
    }
    complete(policies);
    if (units !== undefined)
      throw new Undetermined("schema-mismatch", `${units}; whether the account stands below them was not stated`);
    return fail("no tag policy reaches the account");
  },
  examples: [
    {
      name: "on the root",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          {
            Id: "p-example1",
            Name: "guard",
            Type: "TAG_POLICY",
            AwsManaged: false,
            Content: { tags: { owner: {} } },
            Targets: ROOT,
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "attached to nothing",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          {
            Id: "p-example1",
            Name: "guard",
            Type: "TAG_POLICY",
            AwsManaged: false,
            Content: { tags: { owner: {} } },
            Targets: [],
          },
        ],
      },
      outcome: "fail",
    },
    {
      name: "none",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: { "aws-organizations.policy": [] },
      outcome: "fail",
    },
    {
      name: "attached to a unit",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          {
            Id: "p-example1",
            Name: "guard",
            Type: "TAG_POLICY",
            AwsManaged: false,
            Content: { tags: {} },
            Targets: attachedTo("ORGANIZATIONAL_UNIT", "ou-example"),
          },
        ],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "ORG-01: a member account cannot list them",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      unavailable: { "aws-organizations.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "no organization", record: { AccountId: ACCOUNT, InOrganization: false }, outcome: "not-applicable" },
  ],
});
