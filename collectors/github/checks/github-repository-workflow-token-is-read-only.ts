import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { actionsRepositoryKind } from "../evidence.ts";
import { actionsOf, noWorkflowsExamples, runsNoWorkflows, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-workflow-token-is-read-only",
  version: 1,
  title: "Workflow tokens of the repository are read-only by default",
  rationale: "A compromised step can push code when its token may write.",
  severity: "high",
  over: actionsRepositoryKind,
  params: z.object({}),
  remediation: "Set the default token permissions to read; let workflows ask for more by name.",
  expected: () => "default_workflow_permissions of the repository is read",
  test(record) {
    const aside = runsNoWorkflows(record);
    if (aside !== undefined) return aside;
    const permissions = stated(record, "default_workflow_permissions");
    const observed = `default_workflow_permissions is ${permissions}${record.workflow_permissions_from === "organization" ? ", by the organization" : ""}`;
    if (permissions === "read") return pass(observed);
    return permissions === "write" ? fail(observed) : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "read", record: actionsOf({ default_workflow_permissions: "read" }), outcome: "pass" },
    {
      name: "read, by the organization",
      record: actionsOf({ default_workflow_permissions: "read", workflow_permissions_from: "organization" }),
      outcome: "pass",
    },
    { name: "write", record: actionsOf({ default_workflow_permissions: "write" }), outcome: "fail" },
    {
      name: "a new word",
      record: actionsOf({ default_workflow_permissions: "none" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    ...noWorkflowsExamples("default_workflow_permissions"),
  ],
});
