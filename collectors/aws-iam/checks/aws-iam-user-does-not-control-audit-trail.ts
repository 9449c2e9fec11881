import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  AUDIT_TRAIL_ACTIONS,
  allow,
  auditTrailExamples,
  document,
  inline,
  judgeAuditTrail,
  user,
  userHolding,
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
    ...auditTrailExamples(userHolding),
    {
      name: "user of the audit team",
      record: user("audit-admin", { UserPolicyList: [inline("stop", document(allow("cloudtrail:*")))] }),
      params: { allowedUsers: ["audit-admin"] },
      outcome: "not-applicable",
    },
  ],
});
