import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { user } from "../../_aws/policy/index.ts";
import { userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-is-in-group",
  version: 1,
  title: "Users belong to a group",
  rationale: "A user outside every group has no duty that a review could hold its permissions against.",
  severity: "low",
  over: userKind,
  params: z.object({}),
  remediation: "Put the user into the group of its duty, or delete it.",
  expected: () => "each user is a member of at least one group",
  test(record) {
    return record.GroupList.length > 0 ? pass(`in ${record.GroupList.join(", ")}`) : fail("in no group");
  },
  examples: [
    { name: "in a group", record: user("ana", { GroupList: ["ops"] }), outcome: "pass" },
    { name: "in none", record: user("ana"), outcome: "fail" },
  ],
});
