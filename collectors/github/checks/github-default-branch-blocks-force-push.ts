import { defineCheck } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { classicProtectionExamples, judgeRequirement, requirementExamples } from "../policy/index.ts";

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
  examples: [...requirementExamples("no_force_pushes"), ...classicProtectionExamples({ allow_force_pushes: true })],
});
