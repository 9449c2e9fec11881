import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { judgeRequirement, requirementExamples } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-current-branch",
  version: 1,
  title: "Checks run on the current base",
  rationale: "A change that was tested on an old base may break the new one.",
  severity: "low",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Require branches to be up to date before merging, or use a merge queue.",
  expected: () => "branches must be up to date before merging (strict status checks)",
  test(record) {
    return judgeRequirement(record, "strict_status_checks");
  },
  examples: requirementExamples("strict_status_checks"),
});
