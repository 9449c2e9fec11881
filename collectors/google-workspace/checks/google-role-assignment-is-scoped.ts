import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { roleAssignmentKind, roleKind } from "../evidence.ts";
import { SUPER_ADMIN_ROLE, customRole, omit, roleAssignment } from "../policy/index.ts";

export default defineCheck({
  id: "google-role-assignment-is-scoped",
  version: 1,
  title: "Roles for people and devices are limited to an org unit",
  rationale: "Who looks after one unit's people needs no rights over the board's accounts.",
  severity: "low",
  over: roleAssignmentKind,
  reads: [roleKind],
  params: z.object({
    tenantWide: z
      .array(z.string())
      .default([])
      .describe("names of custom roles that must be tenant-wide. origin: our default, none"),
  }),
  remediation: "Assign the role for the org units that it is needed for.",
  expected: ({ tenantWide }) => `custom roles are assigned for an org unit, ${tenantWide.length} named roles apart`,
  test(record, ctx) {
    const role = ctx.read(roleKind).get(record.roleId);
    if (role === undefined) return undetermined("stale-source", `role ${record.roleId} is not in the list of roles`);
    if (known(role.isSystemRole, "isSystemRole")) return notApplicable(`${role.roleName} is a role of Google's`);
    if (ctx.params.tenantWide.includes(role.roleName)) return pass(`${role.roleName} is named as tenant-wide`);
    const scope = known(record.scopeType, "scopeType").toUpperCase();
    if (scope === "ORG_UNIT") return pass(`${role.roleName} for org unit ${record.orgUnitId ?? "(not stated)"}`);
    return scope === "CUSTOMER"
      ? fail(`${role.roleName} for the whole tenant`)
      : undetermined("schema-mismatch", `scopeType is ${scope}`);
  },
  examples: [
    {
      name: "for a unit",
      record: roleAssignment("role-helpdesk", "user-ana", { scopeType: "ORG_UNIT", orgUnitId: "03sales" }),
      reads: { "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])] },
      outcome: "pass",
    },
    {
      name: "for the whole tenant",
      record: roleAssignment("role-helpdesk", "user-ana"),
      reads: { "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])] },
      outcome: "fail",
    },
    {
      name: "for the whole tenant, as named",
      record: roleAssignment("role-helpdesk", "user-ana"),
      reads: { "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])] },
      params: { tenantWide: ["helpdesk"] },
      outcome: "pass",
    },
    {
      name: "a role of Google's",
      record: roleAssignment("1", "user-ana"),
      reads: { "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])] },
      outcome: "not-applicable",
    },
    {
      name: "scope not stated",
      record: omit(roleAssignment("role-helpdesk", "user-ana"), "scopeType"),
      reads: { "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "roles not seen",
      record: roleAssignment("1", "user-ana"),
      unavailable: { "google-workspace.role": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
