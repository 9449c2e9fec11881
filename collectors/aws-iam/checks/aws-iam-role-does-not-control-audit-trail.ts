import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  AUDIT_TRAIL_ACTIONS,
  allow,
  auditTrailExamples,
  document,
  inline,
  judgeAuditTrail,
  managedElsewhere,
  matches,
  role,
  roleHolding,
  roleIdentity,
  serviceLinkedRole,
} from "../../_aws/policy/index.ts";
import { policyKind, roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-does-not-control-audit-trail",
  version: 1,
  title: "Roles cannot stop the audit trail",
  rationale:
    "Who can switch off the record can act without a trace; the people and programs that are recorded should not hold that switch.",
  severity: "high",
  over: roleKind,
  reads: [policyKind],
  params: z.object({
    actions: z
      .array(z.string())
      .min(1)
      .default([...AUDIT_TRAIL_ACTIONS])
      .describe("actions that stop or cut the record. origin: our default"),
    allowedRoles: z
      .array(z.string())
      .default([])
      .describe("names of roles that administer the audit trail. origin: our default, none"),
  }),
  remediation:
    "Deny these actions to everybody but one role for the audit trail, by a service control policy if possible.",
  expected: ({ actions }) => `no role may ${actions.join(", ")} on any trail or recorder of the account`,
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    if (ctx.params.allowedRoles.some((pattern) => matches(pattern, record.RoleName)))
      return notApplicable("expected by the parameter allowedRoles");
    return judgeAuditTrail(roleIdentity(record, { policies: ctx.read(policyKind) }), ctx.params.actions);
  },
  examples: [
    ...auditTrailExamples(roleHolding),
    {
      name: "role of the audit team",
      record: role("audit-admin", { RolePolicyList: [inline("stop", document(allow("cloudtrail:*")))] }),
      params: { allowedRoles: ["audit-*"] },
      outcome: "not-applicable",
    },
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
  ],
});
