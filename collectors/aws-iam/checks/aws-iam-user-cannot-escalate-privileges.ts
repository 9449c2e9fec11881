import { defineCheck } from "#sdk";
import * as z from "zod";
import {
  MFA_PRESENT,
  administratorsOf,
  allow,
  attached,
  boundary,
  deny,
  document,
  group,
  inline,
  judgeEscalation,
  policy,
  policyArn,
  role,
  roleArn,
  trusts,
  user,
  userArn,
  userIdentity,
} from "../../_aws/policy/index.ts";
import { groupKind, policyKind, roleKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-cannot-escalate-privileges",
  version: 1,
  title: "Users cannot raise their own permissions",
  rationale: "A user with limited permissions that can turn into an administrator is an administrator nobody counts.",
  severity: "high",
  over: userKind,
  reads: [policyKind, groupKind, userKind, roleKind],
  params: z.object({}),
  remediation:
    "Remove one action of each named pair, or limit iam:PassRole to the roles that are needed and to their service.",
  expected: () =>
    "no known combination of permissions leads a user who is no administrator to more (iam:PassRole alone does not)",
  test(record, ctx) {
    const views = {
      policies: ctx.read(policyKind),
      groups: ctx.read(groupKind),
      users: ctx.read(userKind),
      roles: ctx.read(roleKind),
    };
    return judgeEscalation(userIdentity(record, views), () => administratorsOf(views));
  },
  examples: [
    {
      name: "IAM-30: PassRole alone",
      record: user("ana", { UserPolicyList: [inline("pass", document(allow("iam:PassRole")))] }),
      outcome: "pass",
    },
    {
      name: "IAM-30: RunInstances alone",
      record: user("ana", { UserPolicyList: [inline("run", document(allow("ec2:RunInstances")))] }),
      outcome: "pass",
    },
    {
      name: "IAM-30: PassRole and RunInstances",
      record: user("ana", { UserPolicyList: [inline("run", document(allow(["iam:PassRole", "ec2:RunInstances"])))] }),
      outcome: "fail",
    },
    {
      name: "the pair in upper case, from two policies",
      record: user("ana", {
        UserPolicyList: [inline("pass", document(allow("IAM:PASSROLE"))), inline("run", document(allow("EC2:Run*")))],
      }),
      outcome: "fail",
    },
    {
      name: "PassRole to another service than the pair needs",
      record: user("ana", {
        UserPolicyList: [
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
      record: user("ana", {
        UserPolicyList: [
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
      record: user("ana", {
        UserPolicyList: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      reads: { "aws-iam.role": [role("web")] },
      outcome: "pass",
    },
    {
      name: "PassRole limited to an administrator role",
      record: user("ana", {
        UserPolicyList: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      reads: { "aws-iam.role": [role("web", { RolePolicyList: [inline("all", document(allow("*")))] })] },
      outcome: "fail",
    },
    {
      name: "PassRole limited to an administrator role that trusts another service",
      record: user("ana", {
        UserPolicyList: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
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
      record: user("ana", {
        UserPolicyList: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      unavailable: { "aws-iam.role": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "CreatePolicyVersion on every policy",
      record: user("ana", { UserPolicyList: [inline("x", document(allow("iam:CreatePolicyVersion")))] }),
      outcome: "fail",
    },
    {
      name: "explicit Deny closes the way",
      record: user("ana", { UserPolicyList: [inline("x", document(allow("iam:CreatePolicyVersion"), deny("iam:*")))] }),
      outcome: "pass",
    },
    {
      name: "the way is open only with MFA",
      record: user("ana", {
        UserPolicyList: [inline("x", document(allow("iam:CreatePolicyVersion", "*", MFA_PRESENT)))],
      }),
      outcome: "fail",
    },
    {
      name: "boundary closes the way",
      record: user("ana", {
        UserPolicyList: [inline("x", document(allow("iam:CreatePolicyVersion")))],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [policy("limit", document(allow("s3:*")))] },
      outcome: "pass",
    },
    {
      name: "boundary that lets itself be removed",
      record: user("ana", {
        UserPolicyList: [
          inline("x", document(allow("iam:DeleteUserPermissionsBoundary"), allow("iam:DeleteRolePermissionsBoundary"))),
        ],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [policy("limit", document(allow("iam:Delete*")))] },
      outcome: "fail",
    },
    {
      name: "attaching only with a boundary on the target",
      record: user("ana", {
        UserPolicyList: [
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
      record: user("ana", {
        UserPolicyList: [
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
      record: user("ana", { UserPolicyList: [inline("x", document(allow("lambda:*")))] }),
      outcome: "fail",
    },
    {
      name: "assumes an administrator role of the account",
      record: user("ana", { UserPolicyList: [inline("x", document(allow("sts:AssumeRole", roleArn("admin"))))] }),
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
      record: user("ana", { UserPolicyList: [inline("all", document(allow("*")))] }),
      outcome: "not-applicable",
    },
    {
      name: "policies not seen",
      record: user("ana", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "nothing", record: user("ana", {}), outcome: "pass" },
    {
      name: "manages its own access keys",
      record: user("ana", {
        UserPolicyList: [
          inline(
            "self",
            document(allow(["iam:CreateAccessKey", "iam:UpdateLoginProfile"], "arn:aws:iam::*:user/${aws:username}")),
          ),
        ],
      }),
      outcome: "pass",
    },
    {
      name: "attaches policies to itself",
      record: user("ana", {
        UserPolicyList: [
          inline("self", document(allow("iam:AttachUserPolicy", "arn:aws:iam::*:user/${aws:username}"))),
        ],
      }),
      outcome: "fail",
    },
    {
      name: "makes access keys for everybody",
      record: user("ana", { UserPolicyList: [inline("keys", document(allow("iam:CreateAccessKey")))] }),
      outcome: "fail",
    },
    {
      name: "makes access keys for an administrator",
      record: user("ana", {
        UserPolicyList: [inline("keys", document(allow("iam:CreateAccessKey", userArn("boss"))))],
      }),
      reads: { "aws-iam.user": [user("boss", { UserPolicyList: [inline("all", document(allow("*")))] })] },
      outcome: "fail",
    },
    {
      name: "makes access keys for somebody without power",
      record: user("ana", { UserPolicyList: [inline("keys", document(allow("iam:CreateAccessKey", userArn("bot"))))] }),
      reads: { "aws-iam.user": [user("bot")] },
      outcome: "pass",
    },
    {
      name: "rewrites a policy that is attached to its group",
      record: user("ana", { GroupList: ["dev"] }),
      reads: {
        "aws-iam.group": [group("dev", { AttachedManagedPolicies: [attached(policyArn("dev"))] })],
        "aws-iam.policy": [policy("dev", document(allow("iam:CreatePolicyVersion", policyArn("dev"))))],
      },
      outcome: "fail",
    },
  ],
});
