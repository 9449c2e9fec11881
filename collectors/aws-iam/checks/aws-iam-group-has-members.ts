import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { complete, group, indexed, user } from "../../_aws/policy/index.ts";
import { groupKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-group-has-members",
  version: 1,
  title: "Groups have members",
  rationale: "An empty group keeps permissions in reserve for whoever is added by mistake.",
  unmapped: "An empty group grants nothing to anyone: tidiness, which no guidance point asks for.",
  severity: "low",
  over: groupKind,
  reads: [userKind],
  params: z.object({}),
  remediation: "Delete the group.",
  expected: () => "each group has at least one member",
  test(record, ctx) {
    const users = ctx.read(userKind);
    const members =
      indexed(
        users,
        "group",
        ({ GroupList }) => GroupList,
        ({ UserName }) => UserName,
      ).get(record.GroupName) ?? [];
    if (members.length > 0) return pass(`${members.length} ${members.length === 1 ? "member" : "members"}`);
    complete(users);
    return fail("no member");
  },
  examples: [
    {
      name: "one member",
      record: group("ops"),
      reads: { "aws-iam.user": [user("ana", { GroupList: ["ops"] })] },
      outcome: "pass",
    },
    {
      name: "empty",
      record: group("ops"),
      reads: { "aws-iam.user": [user("ana", { GroupList: ["dev"] })] },
      outcome: "fail",
    },
    {
      name: "users not seen to the end, no member among those seen",
      record: group("ops"),
      reads: { "aws-iam.user": [user("ana")] },
      unavailable: { "aws-iam.user": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "users not seen to the end, but a member was",
      record: group("ops"),
      reads: { "aws-iam.user": [user("ana", { GroupList: ["ops"] })] },
      unavailable: { "aws-iam.user": "truncated" },
      outcome: "pass",
    },
  ],
});
