import { defineCheck } from "#sdk";
import * as z from "zod";
import { EXTERNAL_ACCESS, UNUSED_ACCESS, analyzerExamples, judgeAnalyzers } from "../../_aws/policy/index.ts";
import { accountSummaryKind, analyzerKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-access-analyzer-unused-access-is-analyzed",
  version: 1,
  title: "Unused access is analysed",
  rationale: "Permissions that nobody uses are found by comparing what is granted with what is done.",
  severity: "low",
  over: accountSummaryKind,
  reads: [analyzerKind],
  params: z.object({
    regions: z
      .array(z.string())
      .default([])
      .describe(
        "regions that must have one; empty: any one region. origin: our default; IAM is global, one region is enough",
      ),
  }),
  remediation: "Create an IAM Access Analyzer of this type in the regions in use.",
  expected: ({ regions }) =>
    `an active analyzer of type ACCOUNT_UNUSED_ACCESS or ORGANIZATION_UNUSED_ACCESS exists ${regions.length === 0 ? "in at least one region" : `in ${regions.join(", ")}`}`,
  test(_record, ctx) {
    return judgeAnalyzers(ctx.read(analyzerKind), UNUSED_ACCESS, ctx.params.regions);
  },
  examples: analyzerExamples(UNUSED_ACCESS, EXTERNAL_ACCESS),
});
