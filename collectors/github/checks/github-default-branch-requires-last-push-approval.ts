import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { judgeRequirement, requirementExamples } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-last-push-approval",
  version: 1,
  title: "The last push is approved by somebody else",
  rationale: "Otherwise a reviewer can push to the pull request and approve their own change.",
  severity: "medium",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Require approval of the most recent reviewable push.",
  expected: () => "approval of the most recent push by somebody else is required",
  test(record) {
    return judgeRequirement(record, "last_push_approval");
  },
  examples: requirementExamples("last_push_approval"),
});
