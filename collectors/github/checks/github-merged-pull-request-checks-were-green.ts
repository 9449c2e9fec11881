import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { mergedPullRequestKind } from "../evidence.ts";
import { pullRequest, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-merged-pull-request-checks-were-green",
  version: 1,
  title: "Merged changes had succeeding checks",
  rationale: "A change merged on red was tested by its users.",
  severity: "high",
  over: mergedPullRequestKind,
  params: z.object({}),
  remediation: "Require the checks; look at what was merged without them.",
  expected: () =>
    "the checks of the last commit of each pull request merged into a default branch within the period succeeded",
  test(record) {
    if (!record.base_is_default) return notApplicable(`merged into ${record.base}, not the default branch`);
    const state = stated(record, "checks");
    switch (state) {
      case "SUCCESS":
        return pass("the checks succeeded");
      case "FAILURE":
      case "ERROR":
        return fail(`the checks ended in ${state}`);
      case "PENDING":
      case "EXPECTED":
        return fail(`merged before the checks ended: ${state}`);
      case "NONE":
        return fail("no check ran on the last commit");
      default:
        return undetermined("schema-mismatch", `state ${state} is not known here`);
    }
  },
  examples: [
    { name: "green", record: pullRequest({ checks: "SUCCESS" }), outcome: "pass" },
    { name: "red", record: pullRequest({ checks: "FAILURE" }), outcome: "fail" },
    { name: "broken", record: pullRequest({ checks: "ERROR" }), outcome: "fail" },
    { name: "not finished", record: pullRequest({ checks: "PENDING" }), outcome: "fail" },
    { name: "none ran", record: pullRequest({ checks: "NONE" }), outcome: "fail" },
    {
      name: "into another branch",
      record: pullRequest({ base: "release-1", base_is_default: false, checks: "FAILURE" }),
      outcome: "not-applicable",
    },
    { name: "not stated", record: pullRequest({ checks: null }), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a new state",
      record: pullRequest({ checks: "SKIPPED" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
