import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { personalAccessTokenKind } from "../evidence.ts";
import { dated, daysAgo, stated, token, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-token-request-is-answered",
  version: 1,
  title: "Requests for tokens are answered",
  rationale: "A request that waits teaches people to find another way.",
  severity: "low",
  over: personalAccessTokenKind,
  params: z.object({ maxDays: z.number().int().positive().default(14).describe("days. origin: our default") }),
  remediation: "Approve or deny the request.",
  expected: ({ maxDays }) => `a pending request is ${maxDays} days old at most`,
  test(record, ctx) {
    if (record.state !== "requested") return notApplicable("granted: no request is open");
    const at = stated(record, "created_at");
    const observed = `${record.owner} asked ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "yesterday", record: token({ state: "requested", created_at: daysAgo(1) }), outcome: "pass" },
    { name: "a month ago", record: token({ state: "requested", created_at: daysAgo(30) }), outcome: "fail" },
    { name: "granted", record: token(), outcome: "not-applicable" },
    { name: "not dated", record: token({ state: "requested" }), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
