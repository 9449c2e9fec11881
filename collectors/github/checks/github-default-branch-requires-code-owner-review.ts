import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

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
  examples: [
    { name: "by a ruleset", record: branch({ code_owner_review: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ code_owner_review: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("code_owner_review"),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: archivedBranch(), outcome: "not-applicable" },
    { name: "empty repository", record: emptyBranch(), outcome: "not-applicable" },
  ],
});
