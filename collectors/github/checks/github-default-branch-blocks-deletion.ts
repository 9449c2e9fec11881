import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-blocks-deletion",
  version: 1,
  title: "The default branch cannot be deleted",
  rationale: "Deleting the branch takes with it its history, its protection and what deploys from it.",
  severity: "medium",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Restrict deletions of the default branch.",
  expected: () => "deletion of the default branch is blocked",
  test(record) {
    return judgeRequirement(record, "no_deletion");
  },
  examples: [
    { name: "by a ruleset", record: branch({ no_deletion: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ no_deletion: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("no_deletion"),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: archivedBranch(), outcome: "not-applicable" },
    { name: "empty repository", record: emptyBranch(), outcome: "not-applicable" },
    {
      name: "classic protection that does not state it",
      record: branch({}, { classic: { state: "protected" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "classic protection that lets it be",
      record: branch({}, { classic: { state: "protected", allow_deletions: true } }),
      outcome: "fail",
    },
  ],
});
