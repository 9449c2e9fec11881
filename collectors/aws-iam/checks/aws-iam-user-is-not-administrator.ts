import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  ADMINISTRATOR_ACCESS,
  ADMINISTRATOR_POLICY,
  administrationExamples,
  allow,
  attached,
  boundedAdministrationExamples,
  document,
  group,
  inline,
  judgeAdministration,
  user,
  userHolding,
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
    ...administrationExamples(userHolding),
    ...boundedAdministrationExamples(userHolding),
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
