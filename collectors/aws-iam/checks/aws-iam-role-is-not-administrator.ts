import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  ADMINISTRATOR_ACCESS,
  administrationExamples,
  attached,
  boundedAdministrationExamples,
  identityCenterRole,
  judgeAdministration,
  managedElsewhere,
  matches,
  role,
  roleHolding,
  roleIdentity,
  serviceLinkedRole,
} from "../../_aws/policy/index.ts";
import { policyKind, roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-is-not-administrator",
  version: 1,
  title: "Roles are not administrators",
  rationale: "Whoever can assume an administrative role, or break into the workload that has it, owns the account.",
  severity: "high",
  over: roleKind,
  reads: [policyKind],
  params: z.object({
    allowedRoles: z
      .array(z.string())
      .default([])
      .describe("names of roles that are meant to be administrators, * allowed. origin: our default, none"),
  }),
  remediation:
    "Narrow the policies of the role to what it does; name the roles that administer the account in the parameter.",
  expected: () =>
    "no role is effectively an administrator, but those that the parameter names; a condition does not change that",
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    if (ctx.params.allowedRoles.some((pattern) => matches(pattern, record.RoleName)))
      return notApplicable("expected by the parameter allowedRoles");
    return judgeAdministration(roleIdentity(record, { policies: ctx.read(policyKind) }));
  },
  examples: [
    ...administrationExamples(roleHolding),
    ...boundedAdministrationExamples(roleHolding),
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
    {
      name: "role of IAM Identity Center",
      record: identityCenterRole("Administrator", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      outcome: "not-applicable",
    },
    {
      name: "named administrator role",
      record: role("platform-admin", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      params: { allowedRoles: ["platform-*"] },
      outcome: "not-applicable",
    },
  ],
});
