import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { actionsOrganizationKind } from "../evidence.ts";
import { actions, refused, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-workflow-token-is-read-only",
  version: 1,
  title: "Workflow tokens are read-only by default",
  rationale: "Every step of a workflow, foreign actions too, can use its token; what it may write, they may write.",
  severity: "high",
  over: actionsOrganizationKind,
  params: z.object({}),
  remediation: "Set the default token permissions of workflows to read; let workflows ask for more by name.",
  expected: () => "default_workflow_permissions is read",
  test(record) {
    if (record.enabled_repositories === "none") return notApplicable("Actions are off for all repositories");
    const permissions = stated(record, "default_workflow_permissions");
    const observed = `default_workflow_permissions is ${permissions}`;
    if (permissions === "read") return pass(observed);
    return permissions === "write" ? fail(observed) : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "read", record: actions({ default_workflow_permissions: "read" }), outcome: "pass" },
    { name: "write", record: actions({ default_workflow_permissions: "write" }), outcome: "fail" },
    {
      name: "a new word",
      record: actions({ default_workflow_permissions: "none" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "Actions are off", record: actions({ enabled_repositories: "none" }), outcome: "not-applicable" },
    { name: "not stated", record: actions(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "refused",
      record: actions({ ...refused("actions", "default_workflow_permissions") }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
