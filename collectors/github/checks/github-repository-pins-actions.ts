import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { actionsRepositoryKind } from "../evidence.ts";
import { actionsOf, noWorkflowsExamples, runsNoWorkflows, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-pins-actions",
  version: 1,
  title: "Actions of the repository must be pinned to commits",
  rationale: "A tag of an action is a promise of its maker; a commit id is the code itself.",
  severity: "low",
  over: actionsRepositoryKind,
  params: z.object({}),
  remediation: "Require actions to be pinned to full-length commit ids.",
  expected: () => "sha_pinning_required of the repository is true",
  test(record) {
    const aside = runsNoWorkflows(record);
    if (aside !== undefined) return aside;
    return stated(record, "sha_pinning_required")
      ? pass("sha_pinning_required is true")
      : fail("sha_pinning_required is false");
  },
  examples: [
    { name: "required", record: actionsOf({ sha_pinning_required: true }), outcome: "pass" },
    { name: "not required", record: actionsOf({ sha_pinning_required: false }), outcome: "fail" },
    ...noWorkflowsExamples("sha_pinning_required"),
  ],
});
