import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { actionsRepositoryKind } from "../evidence.ts";
import { actionsOf, noWorkflowsExamples, runsNoWorkflows, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-limits-actions",
  version: 1,
  title: "Only chosen actions may run in the repository",
  rationale: "The policy in force at the repository is what decides which foreign code runs in its builds.",
  severity: "medium",
  over: actionsRepositoryKind,
  params: z.object({}),
  remediation: "Allow chosen actions only, best for the whole organization.",
  expected: () => "allowed_actions of the repository is local_only or selected",
  test(record) {
    const aside = runsNoWorkflows(record);
    if (aside !== undefined) return aside;
    const allowed = stated(record, "allowed_actions");
    const observed = `allowed_actions is ${allowed}${record.permissions_from === "organization" ? ", by the organization" : ""}`;
    if (["local_only", "selected"].includes(allowed)) return pass(observed);
    return allowed === "all" ? fail(observed) : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "a list", record: actionsOf({ allowed_actions: "selected" }), outcome: "pass" },
    {
      name: "own actions, by the organization",
      record: actionsOf({ allowed_actions: "local_only", permissions_from: "organization" }),
      outcome: "pass",
    },
    { name: "all", record: actionsOf({ allowed_actions: "all" }), outcome: "fail" },
    {
      name: "a new word",
      record: actionsOf({ allowed_actions: "most" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    ...noWorkflowsExamples("allowed_actions"),
  ],
});
