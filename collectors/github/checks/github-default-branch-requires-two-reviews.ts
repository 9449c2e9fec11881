import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { NO_BRANCH_EXAMPLES, branch, branchUnseen, judgeApprovals, required } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-two-reviews",
  version: 1,
  title: "The default branch takes changes with two approvals",
  rationale: "One approval can be had from a friend; two are harder to arrange.",
  severity: "low",
  over: branchProtectionKind,
  params: z.object({
    minApprovals: z.number().int().positive().default(2).describe("approvals. origin: CIS software supply chain 1.1.3"),
  }),
  remediation: "Require two approving reviews on repositories with sensitive code.",
  expected: ({ minApprovals }) => `${minApprovals} or more approving reviews are required on the default branch`,
  test(record, ctx) {
    return judgeApprovals(record, ctx.params.minApprovals);
  },
  examples: [
    {
      name: "enough, by a ruleset",
      record: branch({ pull_request: required(), approving_review: required(), required_approving_review_count: 2 }),
      outcome: "pass",
    },
    {
      name: "enough, by classic protection",
      record: branch({ approving_review: required("classic"), required_approving_review_count: 2 }),
      outcome: "pass",
    },
    {
      name: "one too few",
      record: branch({ pull_request: required(), approving_review: required(), required_approving_review_count: 1 }),
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
