import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { omit, user } from "../../_aws/policy/index.ts";
import { userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-has-owner-tag",
  version: 1,
  title: "Each user names its owner",
  rationale: "Nobody can confirm that a user is still needed when nobody knows whose it is.",
  severity: "low",
  over: userKind,
  params: z.object({
    tagKeys: z.array(z.string()).min(1).default(["owner"]).describe("tag keys that name an owner. origin: our default"),
  }),
  remediation: "Tag the user with its owner.",
  expected: ({ tagKeys }) =>
    `one of the tags ${tagKeys.join(", ")} is set and not empty (upper and lower case are the same)`,
  test(record, ctx) {
    const wanted = ctx.params.tagKeys.map((tag) => tag.toLowerCase());
    const owner = known(record.Tags, "Tags").find(
      ({ Key, Value }) => wanted.includes(Key.toLowerCase()) && Value.trim() !== "",
    );
    return owner === undefined ? fail("no owner tag") : pass(`${owner.Key} = ${owner.Value}`);
  },
  examples: [
    { name: "tagged", record: user("deploy", { Tags: [{ Key: "Owner", Value: "team-platform" }] }), outcome: "pass" },
    { name: "no tag", record: user("deploy"), outcome: "fail" },
    { name: "empty value", record: user("deploy", { Tags: [{ Key: "owner", Value: " " }] }), outcome: "fail" },
    {
      name: "own key",
      record: user("deploy", { Tags: [{ Key: "squad", Value: "blue" }] }),
      params: { tagKeys: ["squad"] },
      outcome: "pass",
    },
    {
      name: "tags not stated",
      record: omit(user("deploy"), "Tags"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
