import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  ADMINISTRATOR_ACCESS,
  ADMINISTRATOR_POLICY,
  MFA_ABSENT,
  MFA_PRESENT,
  allow,
  attached,
  deny,
  document,
  group,
  groupIdentity,
  inline,
  judgeAdministration,
  policy,
  policyArn,
} from "../../_aws/policy/index.ts";
import { groupKind, policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-group-does-not-grant-administration",
  version: 1,
  title: "Groups do not grant administration",
  rationale: "Membership of such a group makes an administrator; groups grow.",
  severity: "high",
  over: groupKind,
  reads: [policyKind],
  params: z.object({
    allowedGroups: z
      .array(z.string())
      .default([])
      .describe("names of groups that are meant to administer. origin: our default, none"),
  }),
  remediation: "Replace the administrative policy of the group by an assumable role or a permission set.",
  expected: () => "no group makes its members administrators, but those that the parameter names",
  test(record, ctx) {
    if (ctx.params.allowedGroups.includes(record.GroupName))
      return notApplicable("expected by the parameter allowedGroups");
    return judgeAdministration(groupIdentity(record, { policies: ctx.read(policyKind) }));
  },
  examples: [
    {
      name: "AdministratorAccess attached",
      record: group("ops", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY] },
      outcome: "fail",
    },
    {
      name: "inline Allow *",
      record: group("ops", { GroupPolicyList: [inline("all", document(allow("*")))] }),
      outcome: "fail",
    },
    {
      name: "inline Allow *:*, one statement object",
      record: group("ops", { GroupPolicyList: [inline("all", { Statement: allow("*:*") })] }),
      outcome: "fail",
    },
    {
      name: "IAM-13: Allow * on arn:aws:*",
      record: group("ops", { GroupPolicyList: [inline("all", document(allow("*", "arn:aws:*")))] }),
      outcome: "fail",
    },
    {
      name: "IAM-15: Allow * only when MFA is present",
      record: group("ops", { GroupPolicyList: [inline("all", document(allow("*", "*", MFA_PRESENT)))] }),
      outcome: "fail",
    },
    {
      name: "Allow * with the common Deny without MFA",
      record: group("ops", { GroupPolicyList: [inline("all", document(allow("*"), deny("*", "*", MFA_ABSENT)))] }),
      outcome: "fail",
    },
    {
      name: "customer policy with iam:*",
      record: group("ops", { AttachedManagedPolicies: [attached(policyArn("iam"))] }),
      reads: { "aws-iam.policy": [policy("iam", document(allow("iam:*")))] },
      outcome: "fail",
    },
    {
      name: "Allow NotAction s3:DeleteBucket: everything else",
      record: group("ops", {
        GroupPolicyList: [
          inline("most", { Statement: [{ Effect: "Allow", NotAction: "s3:DeleteBucket", Resource: "*" }] }),
        ],
      }),
      outcome: "fail",
    },
    {
      name: "Allow NotAction iam:*: everything but IAM",
      record: group("ops", {
        GroupPolicyList: [
          inline("power", { Statement: [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }] }),
        ],
      }),
      outcome: "pass",
    },
    {
      name: "Allow * with an explicit Deny of iam:*",
      record: group("ops", { GroupPolicyList: [inline("power", document(allow("*"), deny("iam:*")))] }),
      outcome: "pass",
    },
    {
      name: "Allow * with a Deny of one IAM action: the others remain",
      record: group("ops", { GroupPolicyList: [inline("most", document(allow("*"), deny("iam:AttachUserPolicy")))] }),
      outcome: "fail",
    },
    {
      name: "Allow * on two buckets",
      record: group("ops", {
        GroupPolicyList: [inline("bucket", document(allow("*", ["arn:aws:s3:::example", "arn:aws:s3:::example/*"])))],
      }),
      outcome: "pass",
    },
    {
      name: "an attached policy was not seen",
      record: group("ops", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "an attached policy does not exist in a complete list",
      record: group("ops", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "one policy not seen, another one certainly administrative",
      record: group("ops", {
        GroupPolicyList: [inline("all", document(allow("*")))],
        AttachedManagedPolicies: [attached(policyArn("app"))],
      }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "fail",
    },
    {
      name: "AdministratorAccess attached, its text not seen but well known",
      record: group("ops", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "fail",
    },
    {
      name: "malformed document",
      record: group("ops", {
        GroupPolicyList: [inline("odd", { Statement: [{ Effect: "Perhaps", Action: "*", Resource: "*" }] })],
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no policies", record: group("ops", {}), outcome: "pass" },
    {
      name: "named group",
      record: group("admins", { GroupPolicyList: [inline("all", document(allow("*")))] }),
      params: { allowedGroups: ["admins"] },
      outcome: "not-applicable",
    },
  ],
});
