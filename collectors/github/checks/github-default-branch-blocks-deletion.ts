import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { classicProtectionExamples, judgeRequirement, requirementExamples } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-blocks-deletion",
  version: 1,
  title: "The default branch cannot be deleted",
  rationale: "Deleting the branch takes with it its history, its protection and what deploys from it.",
  severity: "medium",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Restrict deletions of the default branch.",
  expected: () => "deletion of the default branch is blocked",
  test(record) {
    return judgeRequirement(record, "no_deletion");
  },
  examples: [...requirementExamples("no_deletion"), ...classicProtectionExamples({ allow_deletions: true })],
});
