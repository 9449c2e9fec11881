import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { environmentKind } from "../evidence.ts";
import { environment, notProduction, productionWords } from "../policy/index.ts";

export default defineCheck({
  id: "github-environment-prevents-self-review",
  version: 1,
  title: "Nobody approves their own deployment",
  rationale: "Four eyes need two people.",
  severity: "medium",
  over: environmentKind,
  params: z.object({ productionWords }),
  remediation: "Turn on prevent self-review for the environment.",
  expected: () => "an environment that is named as production prevents self-review",
  test(record, ctx) {
    const other = notProduction(record, ctx.params.productionWords);
    if (other !== undefined) return other;
    const rule = record.protection_rules.find(({ type }) => type === "required_reviewers");
    if (rule === undefined)
      return notApplicable(`${record.name}: no required reviewer, see github-environment-requires-reviewer`);
    const prevented = known(rule.prevent_self_review, "prevent_self_review");
    return prevented
      ? pass(`${record.name}: self-review is prevented`)
      : fail(`${record.name}: who deploys may approve`);
  },
  examples: [
    {
      name: "prevented",
      record: environment({
        protection_rules: [{ type: "required_reviewers", reviewers: 2, prevent_self_review: true }],
      }),
      outcome: "pass",
    },
    {
      name: "allowed",
      record: environment({
        protection_rules: [{ type: "required_reviewers", reviewers: 2, prevent_self_review: false }],
      }),
      outcome: "fail",
    },
    { name: "no reviewers at all", record: environment(), outcome: "not-applicable" },
    {
      name: "not stated",
      record: environment({ protection_rules: [{ type: "required_reviewers", reviewers: 2 }] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "an environment for tests", record: environment({ name: "staging" }), outcome: "not-applicable" },
    {
      name: "an own name of production",
      record: environment({
        name: "eu-main",
        protection_rules: [{ type: "required_reviewers", reviewers: 2, prevent_self_review: false }],
      }),
      params: { productionWords: ["main"] },
      outcome: "fail",
    },
  ],
});
