import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { classicProtectionExamples, judgeRequirement, requirementExamples } from "../policy/index.ts";

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
    ...requirementExamples("linear_history"),
    ...classicProtectionExamples({ required_linear_history: false }),
  ],
});
