import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { memberKind, personalAccessTokenKind } from "../evidence.ts";
import { OPENS_NOTHING_EXAMPLES, member, opensNothing, token } from "../policy/index.ts";

export default defineCheck({
  id: "github-token-belongs-to-member",
  version: 1,
  title: "Personal access tokens belong to members",
  rationale: "A token outlives the membership of its owner unless somebody takes it away.",
  severity: "high",
  over: personalAccessTokenKind,
  reads: [memberKind],
  params: z.object({}),
  remediation: "Revoke the token of the person who is no longer a member.",
  expected: () => "the owner of each granted token is a member of the organization",
  test(record, ctx) {
    const aside = opensNothing(record);
    if (aside !== undefined) return aside;
    const owner = ctx.read(memberKind).get(record.owner);
    return owner === undefined ? fail(`${record.owner} is no member`) : pass(`${record.owner} is a member`);
  },
  examples: [
    { name: "a member", record: token(), reads: { "github.member": [member("ana")] }, outcome: "pass" },
    {
      name: "no member",
      record: token({ owner: "leaver" }),
      reads: { "github.member": [member("ana")] },
      outcome: "fail",
    },
    {
      name: "members not seen whole",
      record: token({ owner: "leaver" }),
      reads: { "github.member": [member("ana")] },
      unavailable: { "github.member": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "members not readable",
      record: token(),
      unavailable: { "github.member": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    ...OPENS_NOTHING_EXAMPLES,
  ],
});
