import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  MFA_PRESENT,
  administratorsOf,
  allow,
  attached,
  boundary,
  deny,
  document,
  inline,
  judgeEscalation,
  managedElsewhere,
  policy,
  policyArn,
  role,
  roleArn,
  roleIdentity,
  serviceLinkedRole,
  trusts,
} from "../../_aws/policy/index.ts";
import { groupKind, policyKind, roleKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-cannot-escalate-privileges",
  version: 1,
  title: "Roles cannot raise their own permissions",
  rationale: "Whoever breaks into a workload must not be able to turn its role into an administrator.",
  severity: "high",
  over: roleKind,
  reads: [policyKind, groupKind, userKind, roleKind],
  params: z.object({}),
  remediation:
    "Remove one action of each named pair, or limit iam:PassRole to the roles that are needed and to their service.",
  expected: () =>
    "no known combination of permissions leads a role that is no administrator to more (iam:PassRole alone does not)",
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    const views = {
      policies: ctx.read(policyKind),
      groups: ctx.read(groupKind),
      users: ctx.read(userKind),
      roles: ctx.read(roleKind),
    };
    return judgeEscalation(roleIdentity(record, views), () => administratorsOf(views));
  },
  examples: [
    {
      name: "IAM-30: PassRole alone",
      record: role("app", { RolePolicyList: [inline("pass", document(allow("iam:PassRole")))] }),
      outcome: "pass",
    },
    {
      name: "IAM-30: RunInstances alone",
      record: role("app", { RolePolicyList: [inline("run", document(allow("ec2:RunInstances")))] }),
      outcome: "pass",
    },
    {
      name: "IAM-30: PassRole and RunInstances",
      record: role("app", { RolePolicyList: [inline("run", document(allow(["iam:PassRole", "ec2:RunInstances"])))] }),
      outcome: "fail",
    },
    {
      name: "the pair in upper case, from two policies",
      record: role("app", {
        RolePolicyList: [inline("pass", document(allow("IAM:PASSROLE"))), inline("run", document(allow("EC2:Run*")))],
      }),
      outcome: "fail",
    },
    {
      name: "PassRole to another service than the pair needs",
      record: role("app", {
        RolePolicyList: [
          inline(
            "run",
            document(
              allow("iam:PassRole", "*", {
                Condition: { StringEquals: { "iam:PassedToService": "ecs.amazonaws.com" } },
              }),
              allow("ec2:RunInstances"),
            ),
          ),
        ],
      }),
      outcome: "pass",
    },
    {
      name: "PassRole to the service that the pair needs",
      record: role("app", {
        RolePolicyList: [
          inline(
            "run",
            document(
              allow("iam:PassRole", "*", {
                Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com"] } },
              }),
              allow("ec2:RunInstances"),
            ),
          ),
        ],
      }),
      outcome: "fail",
    },
    {
      name: "PassRole limited to a role without administration",
      record: role("app", {
        RolePolicyList: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      reads: { "aws-iam.role": [role("web")] },
      outcome: "pass",
    },
    {
      name: "PassRole limited to an administrator role",
      record: role("app", {
        RolePolicyList: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      reads: { "aws-iam.role": [role("web", { RolePolicyList: [inline("all", document(allow("*")))] })] },
      outcome: "fail",
    },
    {
      name: "PassRole limited to an administrator role that trusts another service",
      record: role("app", {
        RolePolicyList: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      reads: {
        "aws-iam.role": [
          role("web", {
            RolePolicyList: [inline("all", document(allow("*")))],
            AssumeRolePolicyDocument: document(trusts({ Service: "lambda.amazonaws.com" })),
          }),
        ],
      },
      outcome: "pass",
    },
    {
      name: "PassRole limited to a role, roles not seen",
      record: role("app", {
        RolePolicyList: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      unavailable: { "aws-iam.role": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "CreatePolicyVersion on every policy",
      record: role("app", { RolePolicyList: [inline("x", document(allow("iam:CreatePolicyVersion")))] }),
      outcome: "fail",
    },
    {
      name: "explicit Deny closes the way",
      record: role("app", { RolePolicyList: [inline("x", document(allow("iam:CreatePolicyVersion"), deny("iam:*")))] }),
      outcome: "pass",
    },
    {
      name: "the way is open only with MFA",
      record: role("app", {
        RolePolicyList: [inline("x", document(allow("iam:CreatePolicyVersion", "*", MFA_PRESENT)))],
      }),
      outcome: "fail",
    },
    {
      name: "boundary closes the way",
      record: role("app", {
        RolePolicyList: [inline("x", document(allow("iam:CreatePolicyVersion")))],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [policy("limit", document(allow("s3:*")))] },
      outcome: "pass",
    },
    {
      name: "boundary that lets itself be removed",
      record: role("app", {
        RolePolicyList: [
          inline("x", document(allow("iam:DeleteUserPermissionsBoundary"), allow("iam:DeleteRolePermissionsBoundary"))),
        ],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [policy("limit", document(allow("iam:Delete*")))] },
      outcome: "fail",
    },
    {
      name: "attaching only with a boundary on the target",
      record: role("app", {
        RolePolicyList: [
          inline(
            "x",
            document(
              allow(["iam:AttachUserPolicy", "iam:AttachRolePolicy"], "*", {
                Condition: { StringEquals: { "iam:PermissionsBoundary": policyArn("limit") } },
              }),
            ),
          ),
        ],
      }),
      outcome: "pass",
    },
    {
      name: "attaching only one harmless policy",
      record: role("app", {
        RolePolicyList: [
          inline(
            "x",
            document(
              allow(["iam:AttachUserPolicy", "iam:AttachRolePolicy"], "*", {
                Condition: { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
              }),
            ),
          ),
        ],
      }),
      outcome: "pass",
    },
    {
      name: "lambda:UpdateFunctionCode",
      record: role("app", { RolePolicyList: [inline("x", document(allow("lambda:*")))] }),
      outcome: "fail",
    },
    {
      name: "assumes an administrator role of the account",
      record: role("app", { RolePolicyList: [inline("x", document(allow("sts:AssumeRole", roleArn("admin"))))] }),
      reads: {
        "aws-iam.role": [
          role("admin", {
            RolePolicyList: [inline("all", document(allow("*")))],
            AssumeRolePolicyDocument: document(trusts({ AWS: "111122223333" })),
          }),
        ],
      },
      outcome: "fail",
    },
    {
      name: "administrator already",
      record: role("app", { RolePolicyList: [inline("all", document(allow("*")))] }),
      outcome: "not-applicable",
    },
    {
      name: "policies not seen",
      record: role("app", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "nothing", record: role("app", {}), outcome: "pass" },
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
    {
      name: "puts inline policies on itself",
      record: role("app", { RolePolicyList: [inline("self", document(allow("iam:PutRolePolicy", roleArn("app"))))] }),
      outcome: "fail",
    },
  ],
});
