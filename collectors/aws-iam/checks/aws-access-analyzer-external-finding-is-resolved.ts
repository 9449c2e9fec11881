import { defineCheck } from "#sdk";
import * as z from "zod";
import { EXTERNAL_ACCESS, UNUSED_ACCESS, findingExamples, judgeFindings } from "../../_aws/policy/index.ts";
import { analyzerFindingKind, analyzerKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-access-analyzer-external-finding-is-resolved",
  version: 1,
  title: "Access from outside is as intended",
  rationale: "An open entry is access from outside that nobody has called intended.",
  severity: "medium",
  over: analyzerKind,
  reads: [analyzerFindingKind],
  params: z.object({
    maxOpen: z.number().int().min(0).default(0).describe("entries. origin: our default"),
  }),
  remediation: "Remove the access, or archive the entry with the reason why it is intended.",
  whenEmpty: "no analyzer for external access in this region: nobody looked at its resource policies",
  expected: ({ maxOpen }) =>
    `at most ${maxOpen} active entries of an active analyzer; archived and resolved ones do not count`,
  test(record, ctx) {
    return judgeFindings(record, ctx.read(analyzerFindingKind), EXTERNAL_ACCESS, ctx.params.maxOpen);
  },
  examples: findingExamples(
    EXTERNAL_ACCESS,
    { findingType: "ExternalAccess", resource: "arn:aws:s3:::example", resourceType: "AWS::S3::Bucket" },
    UNUSED_ACCESS,
  ),
});
