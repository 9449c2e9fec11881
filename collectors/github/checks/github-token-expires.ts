import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { personalAccessTokenKind } from "../evidence.ts";
import { OPENS_NOTHING_EXAMPLES, daysAgo, opensNothing, stated, token, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-token-expires",
  version: 1,
  title: "Personal access tokens expire",
  rationale: "A token without an end works for whoever has a copy, until somebody remembers it.",
  severity: "medium",
  over: personalAccessTokenKind,
  params: z.object({
    maxDays: z
      .number()
      .int()
      .positive()
      .default(366)
      .describe("days. origin: the longest life that GitHub's own policy for fine-grained tokens allows by default"),
  }),
  remediation:
    "Set the longest life of fine-grained tokens in the organization's policy; replace tokens without an end.",
  expected: ({ maxDays }) => `a fine-grained token expires, ${maxDays} days after it was granted at most`,
  test(record, ctx) {
    const aside = opensNothing(record);
    if (aside !== undefined) return aside;
    const end = record.token_expires_at;
    if (end === null) return fail(`the token of ${record.owner} never expires`);
    const until = stated(record, "token_expires_at");
    const days = wholeDays(stated(record, "access_granted_at"), until);
    const observed = `the token of ${record.owner} expires ${until.slice(0, 10)}, ${days} days after it was granted`;
    return days > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "90 days", record: token({ token_expires_at: daysAgo(-60) }), outcome: "pass" },
    { name: "two years", record: token({ token_expires_at: daysAgo(-700) }), outcome: "fail" },
    { name: "never", record: token({ token_expires_at: null }), outcome: "fail" },
    ...OPENS_NOTHING_EXAMPLES,
    { name: "end not stated", record: token(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "grant not dated",
      record: token({ token_expires_at: daysAgo(-60), access_granted_at: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
