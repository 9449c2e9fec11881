import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { roleAssignmentKind, userKind } from "../evidence.ts";
import { SUSPENDED, closed, roleAssignment, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-role-assignee-can-sign-in",
  version: 1,
  title: "Roles are held by accounts that exist and are open",
  rationale: "A role of an account that is closed comes back to life with it.",
  severity: "medium",
  over: roleAssignmentKind,
  reads: [userKind],
  params: z.object({}),
  remediation: "Remove the assignment.",
  expected: () => "no administrator role is assigned to a suspended, archived or deleted user",
  test(record, ctx) {
    if ((record.assigneeType ?? "").toUpperCase() !== "USER") return notApplicable("not assigned to a user");
    const user = ctx.read(userKind).get(record.assignedTo);
    if (user === undefined) return fail(`user ${record.assignedTo} does not exist any more`);
    const why = closed(user);
    return why === undefined ? pass(user.primaryEmail) : fail(`${user.primaryEmail} is ${why}`);
  },
  examples: [
    {
      name: "an open account",
      record: roleAssignment("1", "user-ana"),
      reads: { "google-workspace.user": [user("ana")] },
      outcome: "pass",
    },
    {
      name: "a suspended account",
      record: roleAssignment("1", "user-old"),
      reads: { "google-workspace.user": [user("old", { ...SUSPENDED })] },
      outcome: "fail",
    },
    {
      name: "a deleted account",
      record: roleAssignment("1", "user-gone"),
      reads: { "google-workspace.user": [user("ana")] },
      outcome: "fail",
    },
    { name: "a group", record: roleAssignment("1", "group-it", { assigneeType: "group" }), outcome: "not-applicable" },
    {
      name: "users not seen",
      record: roleAssignment("1", "user-ana"),
      unavailable: { "google-workspace.user": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
