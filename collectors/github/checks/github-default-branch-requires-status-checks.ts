import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { judgeRequirement, requirementExamples } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-status-checks",
  version: 1,
  title: "The default branch takes changes whose checks succeed",
  rationale: "Tests that need not succeed before the merge are advice.",
  severity: "high",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Require the status checks of build and tests.",
  expected: () => "status checks must succeed before merging into the default branch",
  test(record) {
    return judgeRequirement(record, "status_checks");
  },
  examples: requirementExamples("status_checks"),
});
