import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { judgeRequirement, requirementExamples } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-code-owner-review",
  version: 1,
  title: "Code owners review changes",
  rationale: "The owner of a part knows what a change to it breaks.",
  severity: "low",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Write a CODEOWNERS file and require review from code owners.",
  expected: () => "a review by code owners is required on the default branch",
  test(record) {
    return judgeRequirement(record, "code_owner_review");
  },
  examples: requirementExamples("code_owner_review"),
});
