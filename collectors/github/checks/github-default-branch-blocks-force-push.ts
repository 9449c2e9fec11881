import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-blocks-force-push",
  version: 1,
  title: "The default branch refuses forced pushes",
  rationale: "A forced push rewrites what happened: reviewed commits vanish without a trace.",
  severity: "high",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Block force pushes, in an organization ruleset if possible.",
  expected: () => "forced pushes to the default branch are blocked",
  test(record) {
    return judgeRequirement(record, "no_force_pushes");
  },
  examples: [
    { name: "by a ruleset", record: branch({ no_force_pushes: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ no_force_pushes: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("no_force_pushes"),
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
      record: branch({}, { classic: { state: "protected", allow_force_pushes: true } }),
      outcome: "fail",
    },
  ],
});
