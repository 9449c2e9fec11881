import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { classicProtectionExamples, judgeRequirement, requirementExamples } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-signed-commits",
  version: 1,
  title: "The default branch takes signed commits only",
  rationale: "Without a signature, the name in a commit is whatever its author typed.",
  severity: "medium",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Require signed commits once the people and programs who commit have keys.",
  expected: () => "signed commits are required on the default branch",
  test(record) {
    return judgeRequirement(record, "signatures");
  },
  examples: [...requirementExamples("signatures"), ...classicProtectionExamples({ required_signatures: false })],
});
