import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { groupKind, groupMemberKind } from "../evidence.ts";
import { OUTSIDE, complete, group, indexed, member, omit } from "../policy/index.ts";

export default defineCheck({
  id: "google-group-outside-members-follow-criterion",
  version: 1,
  title: "Outside members of groups are as your criterion says",
  rationale:
    "Baselines keep groups internal; a partner group may be meant to hold outsiders. An outsider in a group reads what is shared with it, files included. Which groups may hold them must be your decision.",
  severity: "medium",
  over: groupKind,
  reads: [groupMemberKind],
  params: z.object({
    allowedGroups: z
      .array(z.string())
      .default([])
      .describe(
        "addresses of groups that may have outside members. origin: CIS Google Workspace, CISA SCuBA GWS.GROUPS.1.2: none",
      ),
  }),
  remediation: "Remove the outsiders, or name the group in the parameter allowedGroups.",
  expected: ({ allowedGroups }) =>
    `no group has members from outside, ${allowedGroups.length} named groups apart (criterion: parameter allowedGroups)`,
  test(record, ctx) {
    const members = ctx.read(groupMemberKind);
    const own = indexed(members, "group", ({ groupId }) => groupId).get(record.id) ?? [];
    const outside = own.filter(({ external }) => external === true);
    const allowed = ctx.params.allowedGroups.includes(record.email);
    if (outside.length > 0) {
      const observed = `${outside.length} from outside: ${outside
        .slice(0, 5)
        .map(({ email, id }) => email ?? id)
        .join(", ")}`;
      return allowed ? pass(`${observed}; the group is named as one that may`) : fail(observed);
    }
    complete(members);
    const unclear = allowed
      ? undefined
      : own.find(({ external, type }) => external === undefined && type !== "CUSTOMER");
    if (unclear !== undefined)
      return undetermined("schema-mismatch", `whether ${unclear.email ?? unclear.id} is from outside is not known`);
    return pass(`${own.length} members, none from outside`);
  },
  examples: [
    {
      name: "own members",
      record: group("it"),
      reads: { "google-workspace.group-member": [member("it", "ana")] },
      outcome: "pass",
    },
    {
      name: "an outsider against the default criterion",
      record: group("it"),
      reads: { "google-workspace.group-member": [member("it", "guest", { email: OUTSIDE, external: true })] },
      outcome: "fail",
    },
    {
      name: "an outsider in a partner group",
      record: group("partners"),
      reads: { "google-workspace.group-member": [member("partners", "guest", { email: OUTSIDE, external: true })] },
      params: { allowedGroups: ["partners@example.com"] },
      outcome: "pass",
    },
    {
      name: "not known whether outside",
      record: group("it"),
      reads: { "google-workspace.group-member": [omit(member("it", "ana"), "external")] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "members not seen",
      record: group("it"),
      unavailable: { "google-workspace.group-member": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "an outsider among those seen",
      record: group("it"),
      reads: { "google-workspace.group-member": [member("it", "guest", { email: OUTSIDE, external: true })] },
      unavailable: { "google-workspace.group-member": "truncated" },
      outcome: "fail",
    },
  ],
});
