import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { groupMemberKind, roleAssignmentKind } from "../evidence.ts";
import { OUTSIDE, complete, indexed, member, omit, roleAssignment } from "../policy/index.ts";

export default defineCheck({
  id: "google-role-assignment-group-is-internal",
  version: 1,
  title: "Groups that hold an administrator role have no outside members",
  rationale: "Membership of such a group is administration, and group owners decide about it.",
  severity: "high",
  over: roleAssignmentKind,
  reads: [groupMemberKind],
  params: z.object({}),
  remediation: "Remove outside members from the group, and let only administrators change its members.",
  expected: () =>
    "no group that holds an administrator role has members from outside, everybody of the tenant, or other groups",
  test(record, ctx) {
    if ((record.assigneeType ?? "").toUpperCase() !== "GROUP") return notApplicable("not assigned to a group");
    const members = ctx.read(groupMemberKind);
    const own = indexed(members, "group", ({ groupId }) => groupId).get(record.assignedTo) ?? [];
    const bad = own.find(({ external, type }) => external === true || type === "CUSTOMER");
    if (bad !== undefined)
      return fail(
        bad.type === "CUSTOMER" ? "everybody of the tenant is a member" : `${bad.email ?? bad.id} is from outside`,
      );
    complete(members);
    const unclear = own.find(({ external, type }) => type === "GROUP" || external === undefined);
    if (unclear !== undefined)
      return undetermined(
        "schema-mismatch",
        unclear.type === "GROUP"
          ? `${unclear.email ?? unclear.id} is a group itself`
          : `whether ${unclear.email ?? unclear.id} is from outside is not known`,
      );
    return pass(`${own.length} members, none from outside`);
  },
  examples: [
    {
      name: "own members",
      record: roleAssignment("role-helpdesk", "group-it", { assigneeType: "GROUP" }),
      reads: { "google-workspace.group-member": [member("it", "ana")] },
      outcome: "pass",
    },
    {
      name: "an outsider",
      record: roleAssignment("role-helpdesk", "group-it", { assigneeType: "GROUP" }),
      reads: { "google-workspace.group-member": [member("it", "guest", { email: OUTSIDE, external: true })] },
      outcome: "fail",
    },
    {
      name: "everybody",
      record: roleAssignment("role-helpdesk", "group-it", { assigneeType: "group" }),
      reads: {
        "google-workspace.group-member": [omit(member("it", "all", { type: "CUSTOMER" }), "email", "external")],
      },
      outcome: "fail",
    },
    {
      name: "a group in it",
      record: roleAssignment("role-helpdesk", "group-it", { assigneeType: "GROUP" }),
      reads: { "google-workspace.group-member": [member("it", "nested", { type: "GROUP" })] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not known whether outside",
      record: roleAssignment("role-helpdesk", "group-it", { assigneeType: "GROUP" }),
      reads: { "google-workspace.group-member": [omit(member("it", "ana"), "external")] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a user", record: roleAssignment("1", "user-ana"), outcome: "not-applicable" },
    {
      name: "members not seen",
      record: roleAssignment("role-helpdesk", "group-it", { assigneeType: "GROUP" }),
      unavailable: { "google-workspace.group-member": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
