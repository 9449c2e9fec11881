import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  MEMBER_ACCOUNT,
  NO_ORGANIZATION,
  attachedTo,
  judgeReaching,
  organizationPolicy,
  policyLabel,
} from "../../_aws/policy/index.ts";
import { organizationKind, organizationPolicyKind } from "../evidence.ts";

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
    return judgeReaching(
      ctx.read(organizationPolicyKind),
      record.AccountId,
      (policy, attached) => {
        if (policy.Type !== "TAG_POLICY") return undefined;
        return `${policyLabel(policy)}, ${attached}`;
      },
      "no tag policy reaches the account",
    );
  },
  examples: [
    {
      name: "on the root",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [organizationPolicy("TAG_POLICY", { tags: { owner: {} } })],
      },
      outcome: "pass",
    },
    {
      name: "attached to nothing",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [organizationPolicy("TAG_POLICY", { tags: { owner: {} } }, [])],
      },
      outcome: "fail",
    },
    {
      name: "none",
      record: MEMBER_ACCOUNT,
      reads: { "aws-organizations.policy": [] },
      outcome: "fail",
    },
    {
      name: "attached to a unit",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [
          organizationPolicy("TAG_POLICY", { tags: {} }, attachedTo("ORGANIZATIONAL_UNIT", "ou-example")),
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
