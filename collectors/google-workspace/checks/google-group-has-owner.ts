import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { groupKind, groupMemberKind } from "../evidence.ts";
import { complete, group, indexed, member } from "../policy/index.ts";

export default defineCheck({
  id: "google-group-has-owner",
  version: 1,
  title: "Each group has an owner",
  rationale: "Nobody removes members from a group that is nobody's.",
  severity: "low",
  over: groupKind,
  reads: [groupMemberKind],
  params: z.object({}),
  remediation: "Name an owner of the group, or delete it.",
  expected: () => "each group has at least one owner among its members",
  test(record, ctx) {
    const members = ctx.read(groupMemberKind);
    const own = indexed(members, "group", ({ groupId }) => groupId).get(record.id) ?? [];
    const owner = own.find(({ role }) => role === "OWNER");
    if (owner !== undefined) return pass(`owner ${owner.email ?? owner.id}`);
    complete(members);
    return fail(`${own.length} members, no owner`);
  },
  examples: [
    {
      name: "an owner",
      record: group("it"),
      reads: { "google-workspace.group-member": [member("it", "ana", { role: "OWNER" })] },
      outcome: "pass",
    },
    {
      name: "members only",
      record: group("it"),
      reads: { "google-workspace.group-member": [member("it", "ana")] },
      outcome: "fail",
    },
    { name: "nobody at all", record: group("it"), outcome: "fail" },
    {
      name: "members not seen",
      record: group("it"),
      unavailable: { "google-workspace.group-member": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
