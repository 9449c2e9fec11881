import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

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
  examples: [
    { name: "by a ruleset", record: branch({ last_push_approval: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ last_push_approval: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("last_push_approval"),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: archivedBranch(), outcome: "not-applicable" },
    { name: "empty repository", record: emptyBranch(), outcome: "not-applicable" },
  ],
});
