import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

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
  examples: [
    { name: "by a ruleset", record: branch({ strict_status_checks: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ strict_status_checks: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("strict_status_checks"),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: archivedBranch(), outcome: "not-applicable" },
    { name: "empty repository", record: emptyBranch(), outcome: "not-applicable" },
  ],
});
