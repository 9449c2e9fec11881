import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { actionsOrganizationKind } from "../evidence.ts";
import { actions, refused, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-workflows-cannot-approve",
  version: 1,
  title: "Workflows cannot approve pull requests",
  rationale: "An approval by a workflow is no second person, and satisfies the rule that asks for one.",
  severity: "high",
  over: actionsOrganizationKind,
  params: z.object({}),
  remediation: "Forbid workflows to create and approve pull requests in the organization's Actions settings.",
  expected: () => "can_approve_pull_request_reviews is false",
  test(record) {
    if (record.enabled_repositories === "none") return notApplicable("Actions are off for all repositories");
    return stated(record, "can_approve_pull_request_reviews")
      ? fail("can_approve_pull_request_reviews is true")
      : pass("can_approve_pull_request_reviews is false");
  },
  examples: [
    { name: "forbidden", record: actions({ can_approve_pull_request_reviews: false }), outcome: "pass" },
    { name: "allowed", record: actions({ can_approve_pull_request_reviews: true }), outcome: "fail" },
    { name: "Actions are off", record: actions({ enabled_repositories: "none" }), outcome: "not-applicable" },
    { name: "not stated", record: actions(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "refused",
      record: actions({ ...refused("actions", "can_approve_pull_request_reviews") }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
