import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

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
  examples: [
    { name: "by a ruleset", record: branch({ dismiss_stale_reviews: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ dismiss_stale_reviews: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("dismiss_stale_reviews"),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: archivedBranch(), outcome: "not-applicable" },
    { name: "empty repository", record: emptyBranch(), outcome: "not-applicable" },
  ],
});
