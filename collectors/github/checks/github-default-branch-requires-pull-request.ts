import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { judgeRequirement, requirementExamples } from "../policy/index.ts";

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
  examples: requirementExamples("pull_request"),
});
