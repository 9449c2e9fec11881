import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { deployKeyKind } from "../evidence.ts";
import { dated, daysAgo, deployKey, stated, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-deploy-key-is-used",
  version: 1,
  title: "Deploy keys are in use",
  rationale: "A key without a task is a door without a house.",
  severity: "low",
  over: deployKeyKind,
  params: z.object({
    maxDays: z.number().int().positive().default(90).describe("days. origin: our default, as for other credentials"),
  }),
  remediation: "Delete keys that nobody uses.",
  expected: ({ maxDays }) => `each deploy key was used, or added, within ${maxDays} days`,
  test(record, ctx) {
    if (record.enabled === false) return notApplicable("disabled by the organization's policy");
    const used = record.last_used;
    // Null says "never used" only where the list that was read has the member at all.
    if (used === undefined || (used === null && record.last_used_observed !== true))
      return undetermined("schema-mismatch", `GitHub did not state the last use of ${record.title}`);
    const at = used ?? stated(record, "created_at");
    const observed = `${record.title} ${used === null ? "never used, added" : "last used"} ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "used yesterday", record: deployKey({ last_used: daysAgo(1) }), outcome: "pass" },
    { name: "used a year ago", record: deployKey({ last_used: daysAgo(365) }), outcome: "fail" },
    {
      name: "never used, old",
      record: deployKey({ last_used: null, last_used_observed: true, created_at: daysAgo(200) }),
      outcome: "fail",
    },
    {
      name: "never used, new",
      record: deployKey({ last_used: null, last_used_observed: true, created_at: daysAgo(2) }),
      outcome: "pass",
    },
    {
      name: "disabled",
      record: deployKey({ enabled: false, read_only: false, created_at: daysAgo(900), last_used: daysAgo(900) }),
      outcome: "not-applicable",
    },
    {
      name: "null without a list that has it",
      record: deployKey({ last_used: null, created_at: daysAgo(200) }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: deployKey(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
