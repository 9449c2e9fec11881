import { defineCheck } from "#sdk";
import * as z from "zod";
import { EXTERNAL_ACCESS, UNUSED_ACCESS, analyzerExamples, judgeAnalyzers } from "../../_aws/policy/index.ts";
import { accountSummaryKind, analyzerKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-access-analyzer-external-access-is-analyzed",
  version: 1,
  title: "Access from outside is analysed",
  rationale: "Resource policies that let strangers in are found by machine or not at all.",
  severity: "medium",
  over: accountSummaryKind,
  reads: [analyzerKind],
  params: z.object({
    regions: z
      .array(z.string())
      .default([])
      .describe(
        "regions that must have one; empty: any one region. origin: our default; CIS AWS Foundations 3.0 1.20 asks for every region in use",
      ),
  }),
  remediation: "Create an IAM Access Analyzer of this type in the regions in use.",
  expected: ({ regions }) =>
    `an active analyzer of type ACCOUNT or ORGANIZATION exists ${regions.length === 0 ? "in at least one region" : `in ${regions.join(", ")}`}`,
  test(_record, ctx) {
    return judgeAnalyzers(ctx.read(analyzerKind), EXTERNAL_ACCESS, ctx.params.regions);
  },
  examples: analyzerExamples(EXTERNAL_ACCESS, UNUSED_ACCESS),
});
