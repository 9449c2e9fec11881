import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { personalAccessTokenKind } from "../evidence.ts";
import { OPENS_NOTHING_EXAMPLES, dated, daysAgo, opensNothing, stated, token, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-token-is-used",
  version: 1,
  title: "Personal access tokens are in use",
  rationale: "A token that nobody uses is of use to a finder alone.",
  severity: "low",
  over: personalAccessTokenKind,
  params: z.object({
    maxDays: z.number().int().positive().default(90).describe("days. origin: our default, as for other credentials"),
  }),
  remediation: "Revoke tokens that nobody uses.",
  expected: ({ maxDays }) => `a granted token was used, or granted, within ${maxDays} days`,
  test(record, ctx) {
    const aside = opensNothing(record);
    if (aside !== undefined) return aside;
    const used = record.token_last_used_at;
    if (used === undefined) return undetermined("schema-mismatch", "GitHub did not state token_last_used_at");
    const at = used ?? stated(record, "access_granted_at");
    const observed = `${used === null ? "never used, granted" : "last used"} ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "yesterday", record: token({ token_last_used_at: daysAgo(1) }), outcome: "pass" },
    {
      name: "half a year ago",
      record: token({ access_granted_at: daysAgo(300), token_last_used_at: daysAgo(180) }),
      outcome: "fail",
    },
    { name: "never, granted last month", record: token({ token_last_used_at: null }), outcome: "pass" },
    {
      name: "never, granted last year",
      record: token({ access_granted_at: daysAgo(365), token_last_used_at: null }),
      outcome: "fail",
    },
    ...OPENS_NOTHING_EXAMPLES,
    { name: "not stated", record: token(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "never used, grant not dated",
      record: token({ access_granted_at: null, token_last_used_at: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
