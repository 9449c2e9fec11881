import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { environmentKind } from "../evidence.ts";
import { environment, notProduction, productionWords } from "../policy/index.ts";

export default defineCheck({
  id: "github-environment-requires-reviewer",
  version: 1,
  title: "Deployments to production wait for a reviewer",
  rationale: "A deployment that nobody lets through is a change to production by one person.",
  severity: "medium",
  over: environmentKind,
  params: z.object({ productionWords }),
  remediation: "Add required reviewers to the environment.",
  expected: () => "an environment that is named as production requires reviewers",
  test(record, ctx) {
    const other = notProduction(record, ctx.params.productionWords);
    if (other !== undefined) return other;
    const rule = record.protection_rules.find(({ type }) => type === "required_reviewers");
    if (rule === undefined) return fail(`${record.name}: no required reviewer`);
    const reviewers = known(rule.reviewers, "reviewers");
    return reviewers === 0
      ? fail(`${record.name}: a rule without reviewers`)
      : pass(`${record.name}: ${reviewers} required ${reviewers === 1 ? "reviewer" : "reviewers"}`);
  },
  examples: [
    {
      name: "reviewers",
      record: environment({ protection_rules: [{ type: "required_reviewers", reviewers: 2 }] }),
      outcome: "pass",
    },
    { name: "no rule", record: environment({}), outcome: "fail" },
    {
      name: "only a wait timer",
      record: environment({ protection_rules: [{ type: "wait_timer", wait_timer: 30 }] }),
      outcome: "fail",
    },
    {
      name: "a rule without reviewers",
      record: environment({ protection_rules: [{ type: "required_reviewers", reviewers: 0 }] }),
      outcome: "fail",
    },
    {
      name: "reviewers not stated",
      record: environment({ protection_rules: [{ type: "required_reviewers" }] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "an environment for tests", record: environment({ name: "staging" }), outcome: "not-applicable" },
    {
      name: "an own name of production",
      record: environment({ name: "eu-main" }),
      params: { productionWords: ["main"] },
      outcome: "fail",
    },
  ],
});
