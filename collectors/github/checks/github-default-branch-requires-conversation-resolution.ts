import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { archivedBranch, branch, branchUnseen, emptyBranch, judgeRequirement, required } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-conversation-resolution",
  version: 1,
  title: "Review conversations are resolved before merging",
  rationale: "An objection that nobody answered should not be merged over.",
  severity: "low",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Require conversation resolution before merging.",
  expected: () => "all conversations must be resolved before merging",
  test(record) {
    return judgeRequirement(record, "conversation_resolution");
  },
  examples: [
    { name: "by a ruleset", record: branch({ conversation_resolution: required("ruleset:17") }), outcome: "pass" },
    {
      name: "by classic protection",
      record: branch({ conversation_resolution: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    { name: "not in force", record: branch(), outcome: "fail" },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("conversation_resolution"),
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
      record: branch({}, { classic: { state: "protected", required_conversation_resolution: false } }),
      outcome: "fail",
    },
  ],
});
