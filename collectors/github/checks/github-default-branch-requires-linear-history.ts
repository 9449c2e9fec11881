import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-linear-history",
  version: 1,
  title: "The default branch has a linear history",
  rationale: "Without merge commits the history is easier to read.",
  unmapped:
    "Linear history is a matter of taste; no guidance point asks for it. Kept because baselines (CIS software supply chain 1.1.13) do.",
  severity: "low",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Require linear history where your rules ask for it.",
  expected: () => "a linear history is required on the default branch",
  test(record) {
    return judgeRequirement(record, "linear_history");
  },
  examples: [
    { name: "by a ruleset", record: branch({ linear_history: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ linear_history: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("linear_history"),
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
      record: branch({}, { classic: { state: "protected", required_linear_history: false } }),
      outcome: "fail",
    },
  ],
});
