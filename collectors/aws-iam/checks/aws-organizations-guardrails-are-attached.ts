import { defineCheck, known, notApplicable } from "#sdk";
import * as z from "zod";
import {
  FULL_ACCESS,
  MEMBER_ACCOUNT,
  NO_ORGANIZATION,
  attachedTo,
  controlPolicy,
  deny,
  document,
  judgeReaching,
  managementNote,
  organizationPolicy,
  policyLabel,
} from "../../_aws/policy/index.ts";
import { organizationKind, organizationPolicyKind } from "../evidence.ts";

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
    return judgeReaching(
      ctx.read(organizationPolicyKind),
      record.AccountId,
      (policy, attached) => {
        if (
          !["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"].includes(policy.Type) ||
          known(policy.AwsManaged, `AwsManaged of ${policy.Id}`)
        )
          return undefined;
        return `${policyLabel(policy)} (${policy.Type}), ${attached}${managementNote(record)}`;
      },
      "only AWS-managed policies reach the account",
    );
  },
  examples: [
    {
      name: "a Deny on the root",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [FULL_ACCESS, controlPolicy(document(deny("organizations:LeaveOrganization")))],
      },
      outcome: "pass",
    },
    {
      name: "a resource control policy",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [organizationPolicy("RESOURCE_CONTROL_POLICY", document(deny("s3:*")))],
      },
      outcome: "pass",
    },
    {
      name: "only FullAWSAccess",
      record: MEMBER_ACCOUNT,
      reads: { "aws-organizations.policy": [FULL_ACCESS] },
      outcome: "fail",
    },
    {
      name: "not attached",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [controlPolicy(document(deny("*")), [])],
      },
      outcome: "fail",
    },
    {
      name: "a tag policy is none",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [organizationPolicy("TAG_POLICY", { tags: {} })],
      },
      outcome: "fail",
    },
    {
      name: "attached to a unit",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [
          controlPolicy(document(deny("*")), attachedTo("ORGANIZATIONAL_UNIT", "ou-example")),
        ],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "ORG-01: a member account cannot list them",
      record: MEMBER_ACCOUNT,
      unavailable: { "aws-organizations.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "no organization", record: NO_ORGANIZATION, outcome: "not-applicable" },
  ],
});
