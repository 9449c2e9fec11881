import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { judgeRequirement, requirementExamples } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-dismisses-stale-reviews",
  version: 1,
  title: "New commits void earlier approvals",
  rationale: "Otherwise an approved pull request can be changed after the approval and merged.",
  severity: "medium",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Dismiss stale approvals when new commits are pushed.",
  expected: () => "approvals are dismissed when new commits are pushed",
  test(record) {
    return judgeRequirement(record, "dismiss_stale_reviews");
  },
  examples: requirementExamples("dismiss_stale_reviews"),
});
