import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { roleAssignmentKind, roleKind } from "../evidence.ts";
import { SUPER_ADMIN_ROLE, complete, customRole, indexed, roleAssignment } from "../policy/index.ts";

export default defineCheck({
  id: "google-custom-role-is-assigned",
  version: 1,
  title: "Custom roles are in use",
  rationale: "A role that nobody holds is rights waiting for somebody to find them.",
  severity: "low",
  over: roleKind,
  reads: [roleAssignmentKind],
  params: z.object({}),
  remediation: "Delete the role, or assign it to whom it was made for.",
  expected: () => "each custom role is assigned to somebody",
  test(record, ctx) {
    if (known(record.isSystemRole, "isSystemRole")) return notApplicable("a role of Google's");
    const assignments = ctx.read(roleAssignmentKind);
    const own = indexed(assignments, "role", ({ roleId }) => roleId).get(record.roleId) ?? [];
    if (own.length > 0) return pass(`assigned ${own.length} times`);
    complete(assignments);
    return fail("assigned to nobody");
  },
  examples: [
    {
      name: "assigned",
      record: customRole("helpdesk", []),
      reads: { "google-workspace.role-assignment": [roleAssignment("role-helpdesk", "user-ana")] },
      outcome: "pass",
    },
    { name: "not assigned", record: customRole("helpdesk", []), outcome: "fail" },
    { name: "a role of Google's", record: SUPER_ADMIN_ROLE, outcome: "not-applicable" },
    {
      name: "assignments not seen",
      record: customRole("helpdesk", []),
      unavailable: { "google-workspace.role-assignment": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
