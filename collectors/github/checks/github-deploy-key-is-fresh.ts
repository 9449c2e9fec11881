import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { deployKeyKind } from "../evidence.ts";
import { dated, daysAgo, deployKey, stated, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-deploy-key-is-fresh",
  version: 1,
  title: "Deploy keys are renewed",
  rationale: "Nobody knows how many copies of an old private key there are.",
  severity: "low",
  over: deployKeyKind,
  params: z.object({
    maxDays: z.number().int().positive().default(365).describe("days. origin: our default; CloudSploit takes 180"),
  }),
  remediation: "Add a new key, move the machine to it, delete the old one.",
  expected: ({ maxDays }) => `each deploy key is ${maxDays} days old at most`,
  test(record, ctx) {
    if (record.enabled === false) return notApplicable("disabled by the organization's policy");
    const at = stated(record, "created_at");
    const observed = `${record.title} added ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "a month old", record: deployKey({ created_at: daysAgo(30) }), outcome: "pass" },
    { name: "three years old", record: deployKey({ created_at: daysAgo(1095) }), outcome: "fail" },
    {
      name: "disabled",
      record: deployKey({ enabled: false, read_only: false, created_at: daysAgo(900), last_used: daysAgo(900) }),
      outcome: "not-applicable",
    },
    { name: "not dated", record: deployKey(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
