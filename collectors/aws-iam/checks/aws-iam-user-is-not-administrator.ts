import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  ADMINISTRATOR_ACCESS,
  ADMINISTRATOR_POLICY,
  MFA_ABSENT,
  MFA_PRESENT,
  allow,
  attached,
  boundary,
  deny,
  document,
  group,
  inline,
  judgeAdministration,
  policy,
  policyArn,
  user,
  userIdentity,
} from "../../_aws/policy/index.ts";
import { groupKind, policyKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-is-not-administrator",
  version: 1,
  title: "No IAM user is an administrator",
  rationale:
    "Administration should be taken up for a task through a role, with MFA and a record, not held for ever by a user with a password or key.",
  severity: "high",
  over: userKind,
  reads: [policyKind, groupKind],
  params: z.object({
    allowedUsers: z
      .array(z.string())
      .default([])
      .describe("names of users that are meant to be administrators. origin: our default, nobody"),
  }),
  remediation:
    "Remove the administrative policies from the user and its groups; give an assumable role or a permission set instead.",
  expected: () =>
    "no user is effectively an administrator, whatever the path: inline, group, customer or AWS-managed policy, wildcards, NotAction; a condition such as MFA does not change that",
  test(record, ctx) {
    if (ctx.params.allowedUsers.includes(record.UserName))
      return notApplicable("expected by the parameter allowedUsers");
    return judgeAdministration(userIdentity(record, { policies: ctx.read(policyKind), groups: ctx.read(groupKind) }));
  },
  examples: [
    {
      name: "AdministratorAccess attached",
      record: user("ana", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY] },
      outcome: "fail",
    },
    {
      name: "inline Allow *",
      record: user("ana", { UserPolicyList: [inline("all", document(allow("*")))] }),
      outcome: "fail",
    },
    {
      name: "inline Allow *:*, one statement object",
      record: user("ana", { UserPolicyList: [inline("all", { Statement: allow("*:*") })] }),
      outcome: "fail",
    },
    {
      name: "IAM-13: Allow * on arn:aws:*",
      record: user("ana", { UserPolicyList: [inline("all", document(allow("*", "arn:aws:*")))] }),
      outcome: "fail",
    },
    {
      name: "IAM-15: Allow * only when MFA is present",
      record: user("ana", { UserPolicyList: [inline("all", document(allow("*", "*", MFA_PRESENT)))] }),
      outcome: "fail",
    },
    {
      name: "Allow * with the common Deny without MFA",
      record: user("ana", { UserPolicyList: [inline("all", document(allow("*"), deny("*", "*", MFA_ABSENT)))] }),
      outcome: "fail",
    },
    {
      name: "customer policy with iam:*",
      record: user("ana", { AttachedManagedPolicies: [attached(policyArn("iam"))] }),
      reads: { "aws-iam.policy": [policy("iam", document(allow("iam:*")))] },
      outcome: "fail",
    },
    {
      name: "Allow NotAction s3:DeleteBucket: everything else",
      record: user("ana", {
        UserPolicyList: [
          inline("most", { Statement: [{ Effect: "Allow", NotAction: "s3:DeleteBucket", Resource: "*" }] }),
        ],
      }),
      outcome: "fail",
    },
    {
      name: "Allow NotAction iam:*: everything but IAM",
      record: user("ana", {
        UserPolicyList: [
          inline("power", { Statement: [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }] }),
        ],
      }),
      outcome: "pass",
    },
    {
      name: "Allow * with an explicit Deny of iam:*",
      record: user("ana", { UserPolicyList: [inline("power", document(allow("*"), deny("iam:*")))] }),
      outcome: "pass",
    },
    {
      name: "Allow * with a Deny of one IAM action: the others remain",
      record: user("ana", { UserPolicyList: [inline("most", document(allow("*"), deny("iam:AttachUserPolicy")))] }),
      outcome: "fail",
    },
    {
      name: "Allow * on two buckets",
      record: user("ana", {
        UserPolicyList: [inline("bucket", document(allow("*", ["arn:aws:s3:::example", "arn:aws:s3:::example/*"])))],
      }),
      outcome: "pass",
    },
    {
      name: "boundary takes administration away",
      record: user("ana", {
        AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY, policy("limit", document(allow(["s3:*", "ec2:*"])))] },
      outcome: "pass",
    },
    {
      name: "boundary that limits nothing",
      record: user("ana", {
        AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY, policy("limit", document(allow("*")))] },
      outcome: "fail",
    },
    {
      name: "boundary not seen",
      record: user("ana", {
        AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY] },
      unavailable: { "aws-iam.policy": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "boundary not seen, but nothing to take away",
      record: user("ana", { PermissionsBoundary: boundary(policyArn("limit")) }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "pass",
    },
    {
      name: "an attached policy was not seen",
      record: user("ana", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "an attached policy does not exist in a complete list",
      record: user("ana", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "one policy not seen, another one certainly administrative",
      record: user("ana", {
        UserPolicyList: [inline("all", document(allow("*")))],
        AttachedManagedPolicies: [attached(policyArn("app"))],
      }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "fail",
    },
    {
      name: "AdministratorAccess attached, its text not seen but well known",
      record: user("ana", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "fail",
    },
    {
      name: "malformed document",
      record: user("ana", {
        UserPolicyList: [inline("odd", { Statement: [{ Effect: "Perhaps", Action: "*", Resource: "*" }] })],
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no policies", record: user("ana", {}), outcome: "pass" },
    {
      name: "through a group's attached policy",
      record: user("ana", { GroupList: ["ops"] }),
      reads: {
        "aws-iam.group": [group("ops", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] })],
        "aws-iam.policy": [ADMINISTRATOR_POLICY],
      },
      outcome: "fail",
    },
    {
      name: "through a group's inline policy",
      record: user("ana", { GroupList: ["ops"] }),
      reads: { "aws-iam.group": [group("ops", { GroupPolicyList: [inline("all", document(allow("*")))] })] },
      outcome: "fail",
    },
    {
      name: "a group was not seen",
      record: user("ana", { GroupList: ["ops"] }),
      unavailable: { "aws-iam.group": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "a group does not exist in a complete list",
      record: user("ana", { GroupList: ["ops"] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "break-glass user",
      record: user("break-glass", { UserPolicyList: [inline("all", document(allow("*")))] }),
      params: { allowedUsers: ["break-glass"] },
      outcome: "not-applicable",
    },
  ],
});
