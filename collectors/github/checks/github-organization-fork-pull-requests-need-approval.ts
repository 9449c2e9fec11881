import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { actionsOrganizationKind } from "../evidence.ts";
import { actions, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-fork-pull-requests-need-approval",
  version: 1,
  title: "Workflows for strangers' pull requests need approval",
  rationale: "A pull request from a fork brings its own code into the build; somebody should look before it runs.",
  severity: "medium",
  over: actionsOrganizationKind,
  params: z.object({
    accepted: z
      .array(z.string())
      .default(["first_time_contributors", "all_external_contributors"])
      .describe("policies. origin: our default, at least as strict as the default of GitHub"),
  }),
  remediation: "Require approval for workflows of all outside contributors.",
  expected: ({ accepted }) => `fork_pr_contributor_approval is one of: ${accepted.join(", ")}`,
  test(record, ctx) {
    if (record.enabled_repositories === "none") return notApplicable("Actions are off for all repositories");
    const policy = stated(record, "fork_pr_contributor_approval");
    const observed = `fork_pr_contributor_approval is ${policy}`;
    return ctx.params.accepted.includes(policy) ? pass(observed) : fail(observed);
  },
  examples: [
    {
      name: "all outside contributors",
      record: actions({ fork_pr_contributor_approval: "all_external_contributors" }),
      outcome: "pass",
    },
    {
      name: "first contributions",
      record: actions({ fork_pr_contributor_approval: "first_time_contributors" }),
      outcome: "pass",
    },
    {
      name: "only people new to GitHub",
      record: actions({ fork_pr_contributor_approval: "first_time_contributors_new_to_github" }),
      outcome: "fail",
    },
    {
      name: "first contributions where all are asked for",
      record: actions({ fork_pr_contributor_approval: "first_time_contributors" }),
      params: { accepted: ["all_external_contributors"] },
      outcome: "fail",
    },
    { name: "Actions are off", record: actions({ enabled_repositories: "none" }), outcome: "not-applicable" },
    { name: "not stated", record: actions(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
