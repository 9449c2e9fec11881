import { defineCheck } from "#sdk";
import * as z from "zod";
import { EXTERNAL_ACCESS, UNUSED_ACCESS, findingExamples, judgeFindings } from "../../_aws/policy/index.ts";
import { analyzerFindingKind, analyzerKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-access-analyzer-unused-access-finding-is-resolved",
  version: 1,
  title: "Unused access is removed",
  rationale: "An open entry is a credential or permission that nobody used and nobody removed.",
  severity: "low",
  over: analyzerKind,
  reads: [analyzerFindingKind],
  params: z.object({
    maxOpen: z.number().int().min(0).default(0).describe("entries. origin: our default"),
  }),
  remediation: "Remove the access, or archive the entry with the reason why it is intended.",
  whenEmpty: "no analyzer for unused access in this region: nobody looked at what is unused",
  expected: ({ maxOpen }) =>
    `at most ${maxOpen} active entries of an active analyzer; archived and resolved ones do not count`,
  test(record, ctx) {
    return judgeFindings(record, ctx.read(analyzerFindingKind), UNUSED_ACCESS, ctx.params.maxOpen);
  },
  examples: findingExamples(
    UNUSED_ACCESS,
    { findingType: "UnusedIAMRole", resource: "arn:aws:iam::111122223333:role/old", resourceType: "AWS::IAM::Role" },
    EXTERNAL_ACCESS,
  ),
});
