import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  AUDIT_TRAIL_ACTIONS,
  MFA_PRESENT,
  allow,
  attached,
  boundary,
  deny,
  document,
  inline,
  judgeAuditTrail,
  policy,
  policyArn,
  user,
  userIdentity,
} from "../../_aws/policy/index.ts";
import { groupKind, policyKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-does-not-control-audit-trail",
  version: 1,
  title: "Users cannot stop the audit trail",
  rationale:
    "Who can switch off the record can act without a trace; the people who are recorded should not hold that switch.",
  severity: "high",
  over: userKind,
  reads: [policyKind, groupKind],
  params: z.object({
    actions: z
      .array(z.string())
      .min(1)
      .default([...AUDIT_TRAIL_ACTIONS])
      .describe("actions that stop or cut the record. origin: our default"),
    allowedUsers: z
      .array(z.string())
      .default([])
      .describe("names of users that administer the audit trail. origin: our default, none"),
  }),
  remediation:
    "Deny these actions to everybody but one role for the audit trail, by a service control policy if possible.",
  expected: ({ actions }) => `no user may ${actions.join(", ")} on any trail or recorder of the account`,
  test(record, ctx) {
    if (ctx.params.allowedUsers.includes(record.UserName))
      return notApplicable("expected by the parameter allowedUsers");
    return judgeAuditTrail(
      userIdentity(record, { policies: ctx.read(policyKind), groups: ctx.read(groupKind) }),
      ctx.params.actions,
    );
  },
  examples: [
    {
      name: "reads trails only",
      record: user("ana", {
        UserPolicyList: [inline("read", document(allow(["cloudtrail:Describe*", "cloudtrail:Get*"])))],
      }),
      outcome: "pass",
    },
    {
      name: "may stop logging",
      record: user("ana", { UserPolicyList: [inline("stop", document(allow("cloudtrail:StopLogging")))] }),
      outcome: "fail",
    },
    {
      name: "may stop one trail",
      record: user("ana", {
        UserPolicyList: [
          inline(
            "stop",
            document(allow("cloudtrail:StopLogging", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main")),
          ),
        ],
      }),
      outcome: "fail",
    },
    {
      name: "administrator",
      record: user("ana", { UserPolicyList: [inline("all", document(allow("*")))] }),
      outcome: "fail",
    },
    {
      name: "administrator who is denied the audit trail",
      record: user("ana", {
        UserPolicyList: [inline("all", document(allow("*"), deny(["cloudtrail:*", "config:*"])))],
      }),
      outcome: "pass",
    },
    {
      name: "only with MFA",
      record: user("ana", { UserPolicyList: [inline("stop", document(allow("config:Stop*", "*", MFA_PRESENT)))] }),
      outcome: "fail",
    },
    {
      name: "boundary without CloudTrail",
      record: user("ana", {
        UserPolicyList: [inline("all", document(allow("*")))],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      reads: { "aws-iam.policy": [policy("limit", document(allow("s3:*")))] },
      outcome: "pass",
    },
    {
      name: "policies not seen",
      record: user("ana", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "user of the audit team",
      record: user("audit-admin", { UserPolicyList: [inline("stop", document(allow("cloudtrail:*")))] }),
      params: { allowedUsers: ["audit-admin"] },
      outcome: "not-applicable",
    },
  ],
});
