import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { NOT_REQUIRED, NO_BRANCH_EXAMPLES, branch, branchUnseen, judgeApprovals, required } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-review",
  version: 1,
  title: "The default branch takes reviewed changes",
  rationale: "A change that nobody else looked at carries its author's mistakes, or intentions, into production.",
  severity: "high",
  over: branchProtectionKind,
  params: z.object({
    minApprovals: z
      .number()
      .int()
      .positive()
      .default(1)
      .describe("approvals. origin: our default: one other person; GitHub never counts the author"),
  }),
  remediation: "Require at least one approving review before merging.",
  expected: ({ minApprovals }) => `${minApprovals} or more approving reviews are required on the default branch`,
  test(record, ctx) {
    return judgeApprovals(record, ctx.params.minApprovals);
  },
  examples: [
    {
      name: "enough, by a ruleset",
      record: branch({ pull_request: required(), approving_review: required(), required_approving_review_count: 1 }),
      outcome: "pass",
    },
    {
      name: "enough, by classic protection",
      record: branch({ approving_review: required("classic"), required_approving_review_count: 1 }),
      outcome: "pass",
    },
    {
      name: "one too few",
      record: branch({ pull_request: required(), approving_review: NOT_REQUIRED, required_approving_review_count: 0 }),
      outcome: "fail",
    },
    { name: "no rule", record: branch(), outcome: "fail" },
    {
      name: "count not readable",
      record: branchUnseen("required_approving_review_count"),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "GH-06: review not readable",
      record: branchUnseen("approving_review"),
      outcome: "undetermined",
      reason: "denied",
    },
    ...NO_BRANCH_EXAMPLES,
  ],
});
