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
  identityCenterRole,
  inline,
  judgeAdministration,
  managedElsewhere,
  matches,
  policy,
  policyArn,
  role,
  roleIdentity,
  serviceLinkedRole,
} from "../../_aws/policy/index.ts";
import { policyKind, roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-is-not-administrator",
  version: 1,
  title: "Roles are not administrators",
  rationale: "Whoever can assume an administrative role, or break into the workload that has it, owns the account.",
  severity: "high",
  over: roleKind,
  reads: [policyKind],
  params: z.object({
    allowedRoles: z
      .array(z.string())
      .default([])
      .describe("names of roles that are meant to be administrators, * allowed. origin: our default, none"),
  }),
  remediation:
    "Narrow the policies of the role to what it does; name the roles that administer the account in the parameter.",
  expected: () =>
    "no role is effectively an administrator, but those that the parameter names; a condition does not change that",
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    if (ctx.params.allowedRoles.some((pattern) => matches(pattern, record.RoleName)))
      return notApplicable("expected by the parameter allowedRoles");
    return judgeAdministration(roleIdentity(record, { policies: ctx.read(policyKind) }));
  },
  examples: [
    {
      name: "AdministratorAccess attached",
      record: role("app", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY] },
      outcome: "fail",
    },
    {
      name: "inline Allow *",
      record: role("app", { RolePolicyList: [inline("all", document(allow("*")))] }),
      outcome: "fail",
    },
    {
      name: "inline Allow *:*, one statement object",
      record: role("app", { RolePolicyList: [inline("all", { Statement: allow("*:*") })] }),
      outcome: "fail",
    },
    {
      name: "IAM-13: Allow * on arn:aws:*",
      record: role("app", { RolePolicyList: [inline("all", document(allow("*", "arn:aws:*")))] }),
      outcome: "fail",
    },
    {
      name: "IAM-15: Allow * only when MFA is present",
      record: role("app", { RolePolicyList: [inline("all", document(allow("*", "*", MFA_PRESENT)))] }),
      outcome: "fail",
    },
    {
      name: "Allow * with the common Deny without MFA",
      record: role("app", { RolePolicyList: [inline("all", document(allow("*"), deny("*", "*", MFA_ABSENT)))] }),
      outcome: "fail",
    },
    {
      name: "customer policy with iam:*",
      record: role("app", { AttachedManagedPolicies: [attached(policyArn("iam"))] }),
      reads: { "aws-iam.policy": [policy("iam", document(allow("iam:*")))] },
      outcome: "fail",
    },
    {
      name: "Allow NotAction s3:DeleteBucket: everything else",
      record: role("app", {
        RolePolicyList: [
          inline("most", { Statement: [{ Effect: "Allow", NotAction: "s3:DeleteBucket", Resource: "*" }] }),
        ],
      }),
      outcome: "fail",
    },
    {
      name: "Allow NotAction iam:*: everything but IAM",
      record: role("app", {
        RolePolicyList: [
          inline("power", { Statement: [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }] }),
        ],
      }),
      outcome: "pass",
    },
    {
      name: "Allow * with an explicit Deny of iam:*",
      record: role("app", { RolePolicyList: [inline("power", document(allow("*"), deny("iam:*")))] }),
      outcome: "pass",
    },
    {
      name: "Allow * with a Deny of one IAM action: the others remain",
      record: role("app", { RolePolicyList: [inline("most", document(allow("*"), deny("iam:AttachUserPolicy")))] }),
      outcome: "fail",
    },
    {
      name: "Allow * on two buckets",
      record: role("app", {
        RolePolicyList: [inline("bucket", document(allow("*", ["arn:aws:s3:::example", "arn:aws:s3:::example/*"])))],
      }),
      outcome: "pass",
    },
    {
      name: "boundary takes administration away",
      record: role("app", {
        AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY, policy("limit", document(allow(["s3:*", "ec2:*"])))] },
      outcome: "pass",
    },
    {
      name: "boundary that limits nothing",
      record: role("app", {
        AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY, policy("limit", document(allow("*")))] },
      outcome: "fail",
    },
    {
      name: "boundary not seen",
      record: role("app", {
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
      record: role("app", { PermissionsBoundary: boundary(policyArn("limit")) }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "pass",
    },
    {
      name: "an attached policy was not seen",
      record: role("app", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "an attached policy does not exist in a complete list",
      record: role("app", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "one policy not seen, another one certainly administrative",
      record: role("app", {
        RolePolicyList: [inline("all", document(allow("*")))],
        AttachedManagedPolicies: [attached(policyArn("app"))],
      }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "fail",
    },
    {
      name: "AdministratorAccess attached, its text not seen but well known",
      record: role("app", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "fail",
    },
    {
      name: "malformed document",
      record: role("app", {
        RolePolicyList: [inline("odd", { Statement: [{ Effect: "Perhaps", Action: "*", Resource: "*" }] })],
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no policies", record: role("app", {}), outcome: "pass" },
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
    {
      name: "role of IAM Identity Center",
      record: identityCenterRole("Administrator", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      outcome: "not-applicable",
    },
    {
      name: "named administrator role",
      record: role("platform-admin", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      params: { allowedRoles: ["platform-*"] },
      outcome: "not-applicable",
    },
  ],
});
