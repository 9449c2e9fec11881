import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { actionsOrganizationKind } from "../evidence.ts";
import { actions, refused, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-limits-actions",
  version: 1,
  title: "Only chosen actions may run",
  rationale: "An action is foreign code that runs in the build with its rights; anybody can publish one.",
  severity: "high",
  over: actionsOrganizationKind,
  params: z.object({}),
  remediation: "Allow actions of the organization, of GitHub and those that you list; forbid the rest.",
  expected: () => "allowed_actions is local_only or selected",
  test(record) {
    if (record.enabled_repositories === "none") return notApplicable("Actions are off for all repositories");
    const allowed = stated(record, "allowed_actions");
    const patterns = record.selected_actions?.patterns_allowed;
    const observed = `allowed_actions is ${allowed}${patterns === undefined ? "" : `, ${patterns.length} patterns`}`;
    if (allowed === "all") return fail(observed);
    if (!["local_only", "selected"].includes(allowed)) return undetermined("schema-mismatch", observed);
    return patterns?.includes("*") === true || patterns?.includes("*/*") === true
      ? fail(`${observed}, one of which allows everything`)
      : pass(observed);
  },
  examples: [
    {
      name: "a list",
      record: actions({
        allowed_actions: "selected",
        selected_actions: { github_owned_allowed: true, verified_allowed: false, patterns_allowed: ["example-org/*"] },
      }),
      outcome: "pass",
    },
    { name: "own actions only", record: actions({ allowed_actions: "local_only" }), outcome: "pass" },
    { name: "everything", record: actions({ allowed_actions: "all" }), outcome: "fail" },
    {
      name: "a list that allows everything",
      record: actions({ allowed_actions: "selected", selected_actions: { patterns_allowed: ["*"] } }),
      outcome: "fail",
    },
    { name: "Actions are off", record: actions({ enabled_repositories: "none" }), outcome: "not-applicable" },
    {
      name: "refused",
      record: actions({ ...refused("actions/get-github-actions-permissions-organization", "allowed_actions") }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "a new word",
      record: actions({ allowed_actions: "most" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
