import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { actionsRepositoryKind } from "../evidence.ts";
import { actionsOf, noWorkflowsExamples, runsNoWorkflows, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-workflows-cannot-approve",
  version: 1,
  title: "Workflows of the repository cannot approve pull requests",
  rationale: "Whoever can change a workflow could otherwise approve their own change by it.",
  severity: "high",
  over: actionsRepositoryKind,
  params: z.object({}),
  remediation: "Forbid workflows to create and approve pull requests.",
  expected: () => "can_approve_pull_request_reviews of the repository is false",
  test(record) {
    const aside = runsNoWorkflows(record);
    if (aside !== undefined) return aside;
    return stated(record, "can_approve_pull_request_reviews")
      ? fail("can_approve_pull_request_reviews is true")
      : pass("can_approve_pull_request_reviews is false");
  },
  examples: [
    { name: "forbidden", record: actionsOf({ can_approve_pull_request_reviews: false }), outcome: "pass" },
    { name: "allowed", record: actionsOf({ can_approve_pull_request_reviews: true }), outcome: "fail" },
    ...noWorkflowsExamples("can_approve_pull_request_reviews"),
  ],
});
