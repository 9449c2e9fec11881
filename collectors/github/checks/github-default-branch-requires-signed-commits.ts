import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-signed-commits",
  version: 1,
  title: "The default branch takes signed commits only",
  rationale: "Without a signature, the name in a commit is whatever its author typed.",
  severity: "medium",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Require signed commits once the people and programs who commit have keys.",
  expected: () => "signed commits are required on the default branch",
  test(record) {
    return judgeRequirement(record, "signatures");
  },
  examples: [
    { name: "by a ruleset", record: branch({ signatures: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ signatures: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("signatures"),
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
      record: branch({}, { classic: { state: "protected", required_signatures: false } }),
      outcome: "fail",
    },
  ],
});
