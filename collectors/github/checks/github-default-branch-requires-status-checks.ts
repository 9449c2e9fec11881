import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

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
  examples: [
    { name: "by a ruleset", record: branch({ status_checks: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ status_checks: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("status_checks"),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: archivedBranch(), outcome: "not-applicable" },
    { name: "empty repository", record: emptyBranch(), outcome: "not-applicable" },
  ],
});
