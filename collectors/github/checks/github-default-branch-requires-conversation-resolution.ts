import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { classicProtectionExamples, judgeRequirement, requirementExamples } from "../policy/index.ts";

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
    ...requirementExamples("conversation_resolution"),
    ...classicProtectionExamples({ required_conversation_resolution: false }),
  ],
});
