import { defineCheck } from "#sdk";
import * as z from "zod";
import {
  administratorsOf,
  allow,
  attached,
  document,
  escalationExamples,
  group,
  inline,
  judgeEscalation,
  policy,
  policyArn,
  user,
  userArn,
  userHolding,
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
    ...escalationExamples(userHolding),
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
