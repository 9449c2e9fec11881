import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { roleAssignmentKind, roleKind, userKind } from "../evidence.ts";
import { SUPER_ADMIN_ROLE, customRole, omit, roleAssignment, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-super-admin-role-is-held-by-users",
  version: 1,
  title: "The super administrator role is held by people only",
  rationale:
    "A group or a program as super administrator hands the tenant to whoever joins the one or holds the key of the other.",
  severity: "high",
  over: roleAssignmentKind,
  reads: [roleKind, userKind],
  params: z.object({}),
  remediation: "Assign the super administrator role to named people; give programs a role with what they need.",
  expected: () => "the super administrator role is assigned to users only, never to groups or service accounts",
  test(record, ctx) {
    const role = ctx.read(roleKind).get(record.roleId);
    if (role === undefined) return undetermined("stale-source", `role ${record.roleId} is not in the list of roles`);
    if (!known(role.isSuperAdminRole, "isSuperAdminRole")) return notApplicable(`role ${role.roleName}`);
    const type = (record.assigneeType ?? "").toUpperCase();
    if (type === "GROUP") return fail(`assigned to group ${record.assignedTo}`);
    if (ctx.read(userKind).get(record.assignedTo) !== undefined) return pass("assigned to a user");
    return fail(`assigned to ${record.assignedTo}, which is no user of the tenant`);
  },
  examples: [
    {
      name: "a user",
      record: roleAssignment("1", "user-ana"),
      reads: {
        "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])],
        "google-workspace.user": [user("ana")],
      },
      outcome: "pass",
    },
    {
      name: "a group",
      record: roleAssignment("1", "group-it", { assigneeType: "group" }),
      reads: { "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])] },
      outcome: "fail",
    },
    {
      name: "a service account",
      record: omit(roleAssignment("1", "100000000000000000001"), "assigneeType"),
      reads: {
        "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])],
        "google-workspace.user": [user("ana")],
      },
      outcome: "fail",
    },
    {
      name: "another role",
      record: roleAssignment("role-helpdesk", "group-it", { assigneeType: "GROUP" }),
      reads: { "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])] },
      outcome: "not-applicable",
    },
    {
      name: "roles not seen",
      record: roleAssignment("1", "user-ana"),
      unavailable: { "google-workspace.role": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "a role that is not listed",
      record: roleAssignment("9", "user-ana"),
      reads: { "google-workspace.role": [SUPER_ADMIN_ROLE, customRole("helpdesk", ["USERS_RETRIEVE"])] },
      outcome: "undetermined",
      reason: "stale-source",
    },
  ],
});
