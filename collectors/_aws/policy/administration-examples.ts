import type { CheckExample } from "#sdk";
import type { Held } from "./holders.ts";
import {
  ADMINISTRATOR_ACCESS,
  ADMINISTRATOR_POLICY,
  MFA_ABSENT,
  MFA_PRESENT,
  allow,
  deny,
  document,
  inline,
  policy,
  policyArn,
} from "./samples.ts";

/** Policies that make an administrator of whoever holds them, and policies that nearly do. */
export function administrationExamples<R>(holder: (held: Held) => R): readonly CheckExample<R>[] {
  return [
    {
      name: "AdministratorAccess attached",
      record: holder({ attached: [ADMINISTRATOR_ACCESS] }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY] },
      outcome: "fail",
    },
    {
      name: "inline Allow *",
      record: holder({ inline: [inline("all", document(allow("*")))] }),
      outcome: "fail",
    },
    {
      name: "inline Allow *:*, one statement object",
      record: holder({ inline: [inline("all", { Statement: allow("*:*") })] }),
      outcome: "fail",
    },
    {
      name: "IAM-13: Allow * on arn:aws:*",
      record: holder({ inline: [inline("all", document(allow("*", "arn:aws:*")))] }),
      outcome: "fail",
    },
    {
      name: "IAM-15: Allow * only when MFA is present",
      record: holder({ inline: [inline("all", document(allow("*", "*", MFA_PRESENT)))] }),
      outcome: "fail",
    },
    {
      name: "Allow * with the common Deny without MFA",
      record: holder({ inline: [inline("all", document(allow("*"), deny("*", "*", MFA_ABSENT)))] }),
      outcome: "fail",
    },
    {
      name: "customer policy with iam:*",
      record: holder({ attached: [policyArn("iam")] }),
      reads: { "aws-iam.policy": [policy("iam", document(allow("iam:*")))] },
      outcome: "fail",
    },
    {
      name: "Allow NotAction s3:DeleteBucket: everything else",
      record: holder({
        inline: [inline("most", { Statement: [{ Effect: "Allow", NotAction: "s3:DeleteBucket", Resource: "*" }] })],
      }),
      outcome: "fail",
    },
    {
      name: "Allow NotAction iam:*: everything but IAM",
      record: holder({
        inline: [
          inline("power", { Statement: [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }] }),
        ],
      }),
      outcome: "pass",
    },
    {
      name: "Allow * with an explicit Deny of iam:*",
      record: holder({ inline: [inline("power", document(allow("*"), deny("iam:*")))] }),
      outcome: "pass",
    },
    {
      name: "Allow * with a Deny of one IAM action: the others remain",
      record: holder({ inline: [inline("most", document(allow("*"), deny("iam:AttachUserPolicy")))] }),
      outcome: "fail",
    },
    {
      name: "Allow * on two buckets",
      record: holder({
        inline: [inline("bucket", document(allow("*", ["arn:aws:s3:::example", "arn:aws:s3:::example/*"])))],
      }),
      outcome: "pass",
    },
    {
      name: "an attached policy was not seen",
      record: holder({ attached: [policyArn("app")] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "an attached policy does not exist in a complete list",
      record: holder({ attached: [policyArn("app")] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "one policy not seen, another one certainly administrative",
      record: holder({
        inline: [inline("all", document(allow("*")))],
        attached: [policyArn("app")],
      }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "fail",
    },
    {
      name: "AdministratorAccess attached, its text not seen but well known",
      record: holder({ attached: [ADMINISTRATOR_ACCESS] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "fail",
    },
    {
      name: "malformed document",
      record: holder({
        inline: [inline("odd", { Statement: [{ Effect: "Perhaps", Action: "*", Resource: "*" }] })],
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no policies", record: holder({}), outcome: "pass" },
  ];
}

/** The same under a permissions boundary, which users and roles can have and groups cannot. */
export function boundedAdministrationExamples<R>(holder: (held: Held) => R): readonly CheckExample<R>[] {
  return [
    {
      name: "boundary takes administration away",
      record: holder({
        attached: [ADMINISTRATOR_ACCESS],
        boundary: policyArn("limit"),
      }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY, policy("limit", document(allow(["s3:*", "ec2:*"])))] },
      outcome: "pass",
    },
    {
      name: "boundary that limits nothing",
      record: holder({
        attached: [ADMINISTRATOR_ACCESS],
        boundary: policyArn("limit"),
      }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY, policy("limit", document(allow("*")))] },
      outcome: "fail",
    },
    {
      name: "boundary not seen",
      record: holder({
        attached: [ADMINISTRATOR_ACCESS],
        boundary: policyArn("limit"),
      }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY] },
      unavailable: { "aws-iam.policy": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "boundary not seen, but nothing to take away",
      record: holder({ boundary: policyArn("limit") }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "pass",
    },
  ];
}
