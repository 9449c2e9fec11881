import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-pull-request",
  version: 1,
  title: "The default branch takes changes by pull request",
  rationale: "A pull request is where review, checks and discussion take hold; a direct push passes them all.",
  severity: "high",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Require a pull request before merging, in an organization ruleset if possible.",
  expected: () =>
    "a pull request is required before merging into the default branch, by classic protection or a ruleset",
  test(record) {
    return judgeRequirement(record, "pull_request");
  },
  examples: [
    { name: "by a ruleset", record: branch({ pull_request: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ pull_request: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("pull_request"),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: archivedBranch(), outcome: "not-applicable" },
    { name: "empty repository", record: emptyBranch(), outcome: "not-applicable" },
  ],
});
