import { defineCheck, fail, known, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  allow,
  complete,
  deny,
  document,
  managementNote,
  policyLabel,
  reachOf,
  reachText,
} from "../../_aws/policy/index.ts";
import { organizationKind, organizationPolicyKind } from "../evidence.ts";

const attachedTo = (Type: "ROOT" | "ORGANIZATIONAL_UNIT" | "ACCOUNT", TargetId: string) => [{ TargetId, Type }];
const ROOT = attachedTo("ROOT", "r-example");
const FULL_ACCESS = {
  Id: "p-FullAWSAccess",
  Name: "FullAWSAccess",
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: true,
  Content: document(allow("*")),
  Targets: ROOT,
};

export default defineCheck({
  id: "aws-organizations-guardrails-are-attached",
  version: 1,
  title: "The organization sets limits of its own",
  rationale: "FullAWSAccess alone allows everything: the organization then limits nothing.",
  severity: "medium",
  over: organizationKind,
  reads: [organizationPolicyKind],
  params: z.object({}),
  remediation: "Attach service or resource control policies with Deny statements.",
  expected: () => "a service or resource control policy of one's own reaches the account",
  test(record, ctx) {
    if (!record.InOrganization) return notApplicable("the account is in no organization");
    const policies = ctx.read(organizationPolicyKind);
    let units: string | undefined;
    for (const policy of policies.seen()) {
      const reach = reachOf(policy, record.AccountId);
      if (reach === "none") continue;
      if (
        !["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"].includes(policy.Type) ||
        known(policy.AwsManaged, `AwsManaged of ${policy.Id}`)
      )
        continue;
      const observed = `${policyLabel(policy)} (${policy.Type}), ${reachText(reach)}${managementNote(record)}`;
      if (reach !== "units") return pass(observed);
      units ??= observed;
    }
    complete(policies);
    if (units !== undefined)
      throw new Undetermined("schema-mismatch", `${units}; whether the account stands below them was not stated`);
    return fail("only AWS-managed policies reach the account");
  },
  examples: [
    {
      name: "a Deny on the root",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          FULL_ACCESS,
          {
            Id: "p-example1",
            Name: "guard",
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(deny("organizations:LeaveOrganization")),
            Targets: ROOT,
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "a resource control policy",
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
            Type: "RESOURCE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(deny("s3:*")),
            Targets: ROOT,
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "only FullAWSAccess",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: { "aws-organizations.policy": [FULL_ACCESS] },
      outcome: "fail",
    },
    {
      name: "not attached",
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
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(deny("*")),
            Targets: [],
          },
        ],
      },
      outcome: "fail",
    },
    {
      name: "a tag policy is none",
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
            Targets: ROOT,
          },
        ],
      },
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
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(deny("*")),
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
