import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  NOT_JUDGED_EXAMPLES,
  administratorsOf,
  allow,
  document,
  judgeEscalation,
  outOfJudgement,
  policy,
  policyArn,
  policyIdentity,
  role,
  roleArn,
} from "../../_aws/policy/index.ts";
import { groupKind, policyKind, roleKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-cannot-escalate-privileges",
  version: 1,
  title: "Customer policies hold no way to more permissions",
  rationale: "A policy that lets its holder raise its permissions is administration under another name.",
  severity: "high",
  over: policyKind,
  reads: [policyKind, groupKind, userKind, roleKind],
  params: z.object({}),
  remediation:
    "Remove one action of each named pair, or limit iam:PassRole to the roles that are needed and to their service.",
  expected: () =>
    "no known combination of the policy's permissions leads its holder to more (iam:PassRole alone does not)",
  test(record, ctx) {
    const out = outOfJudgement(record);
    if (out !== undefined) return notApplicable(out);
    const views = {
      policies: ctx.read(policyKind),
      groups: ctx.read(groupKind),
      users: ctx.read(userKind),
      roles: ctx.read(roleKind),
    };
    return judgeEscalation(policyIdentity(record), () => administratorsOf(views));
  },
  examples: [
    { name: "IAM-30: PassRole alone", record: policy("pass", document(allow("iam:PassRole"))), outcome: "pass" },
    {
      name: "IAM-30: PassRole and RunInstances",
      record: policy("run", document(allow(["iam:PassRole", "ec2:RunInstances"]))),
      outcome: "fail",
    },
    {
      name: "PassRole limited to a role without administration",
      record: policy("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances"))),
      reads: { "aws-iam.role": [role("web")] },
      outcome: "pass",
    },
    {
      name: "PassRole limited to a role, roles not seen",
      record: policy("run", document(allow("iam:PassRole", roleArn("web")), allow("ec2:RunInstances"))),
      unavailable: { "aws-iam.role": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "lets itself be rewritten",
      record: policy("self", document(allow("iam:CreatePolicyVersion", policyArn("self")))),
      outcome: "fail",
    },
    {
      name: "self-service of keys",
      record: policy("self", document(allow("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}"))),
      outcome: "pass",
    },
    {
      name: "self-service of policies",
      record: policy("self", document(allow("iam:PutUserPolicy", "arn:aws:iam::*:user/${aws:username}"))),
      outcome: "fail",
    },
    { name: "administrative already", record: policy("all", document(allow("*"))), outcome: "not-applicable" },
    ...NOT_JUDGED_EXAMPLES,
  ],
});
