import type { CheckExample } from "#sdk";
import type { Held } from "./holders.ts";
import { MFA_PRESENT, allow, deny, document, inline, policy, policyArn, role, roleArn, trusts } from "./samples.ts";

/** Ways to more permissions that are the same for a user and a role, open and closed. */
export function escalationExamples<R>(holder: (held: Held) => R): readonly CheckExample<R>[] {
  return [
    {
      name: "IAM-30: PassRole alone",
      record: holder({ inline: [inline("pass", document(allow("iam:PassRole")))] }),
      outcome: "pass",
    },
    {
      name: "IAM-30: RunInstances alone",
      record: holder({ inline: [inline("run", document(allow("ec2:RunInstances")))] }),
      outcome: "pass",
    },
    {
      name: "IAM-30: PassRole and RunInstances",
      record: holder({ inline: [inline("run", document(allow(["iam:PassRole", "ec2:RunInstances"])))] }),
      outcome: "fail",
    },
    {
      name: "the pair in upper case, from two policies",
      record: holder({
        inline: [inline("pass", document(allow("IAM:PASSROLE"))), inline("run", document(allow("EC2:Run*")))],
      }),
      outcome: "fail",
    },
    {
      name: "PassRole to another service than the pair needs",
      record: holder({
        inline: [
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
      record: holder({
        inline: [
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
      record: holder({
        inline: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      reads: { "aws-iam.role": [role("web")] },
      outcome: "pass",
    },
    {
      name: "PassRole limited to an administrator role",
      record: holder({
        inline: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      reads: { "aws-iam.role": [role("web", { RolePolicyList: [inline("all", document(allow("*")))] })] },
      outcome: "fail",
    },
    {
      name: "PassRole limited to an administrator role that trusts another service",
      record: holder({
        inline: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
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
      record: holder({
        inline: [inline("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances")))],
      }),
      unavailable: { "aws-iam.role": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "CreatePolicyVersion on every policy",
      record: holder({ inline: [inline("x", document(allow("iam:CreatePolicyVersion")))] }),
      outcome: "fail",
    },
    {
      name: "explicit Deny closes the way",
      record: holder({ inline: [inline("x", document(allow("iam:CreatePolicyVersion"), deny("iam:*")))] }),
      outcome: "pass",
    },
    {
      name: "the way is open only with MFA",
      record: holder({
        inline: [inline("x", document(allow("iam:CreatePolicyVersion", "*", MFA_PRESENT)))],
      }),
      outcome: "fail",
    },
    {
      name: "boundary closes the way",
      record: holder({
        inline: [inline("x", document(allow("iam:CreatePolicyVersion")))],
        boundary: policyArn("limit"),
      }),
      reads: { "aws-iam.policy": [policy("limit", document(allow("s3:*")))] },
      outcome: "pass",
    },
    {
      name: "boundary that lets itself be removed",
      record: holder({
        inline: [
          inline("x", document(allow("iam:DeleteUserPermissionsBoundary"), allow("iam:DeleteRolePermissionsBoundary"))),
        ],
        boundary: policyArn("limit"),
      }),
      reads: { "aws-iam.policy": [policy("limit", document(allow("iam:Delete*")))] },
      outcome: "fail",
    },
    {
      name: "attaching only with a boundary on the target",
      record: holder({
        inline: [
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
      record: holder({
        inline: [
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
      record: holder({ inline: [inline("x", document(allow("lambda:*")))] }),
      outcome: "fail",
    },
    {
      name: "assumes an administrator role of the account",
      record: holder({ inline: [inline("x", document(allow("sts:AssumeRole", roleArn("admin"))))] }),
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
      record: holder({ inline: [inline("all", document(allow("*")))] }),
      outcome: "not-applicable",
    },
    {
      name: "policies not seen",
      record: holder({ attached: [policyArn("app")] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "nothing", record: holder({}), outcome: "pass" },
  ];
}
