import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { actionsOrganizationKind } from "../evidence.ts";
import { actions, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-keeps-workflow-logs",
  version: 1,
  title: "Logs of workflows are kept long enough",
  rationale: "What a build or deployment did can be told only as long as its log exists.",
  severity: "low",
  over: actionsOrganizationKind,
  params: z.object({
    minDays: z
      .number()
      .int()
      .positive()
      .default(90)
      .describe("days. origin: the default of GitHub; set what your policy asks for"),
  }),
  remediation: "Raise the retention of artefacts and logs, or copy the logs to where your policy keeps them.",
  expected: ({ minDays }) => `artefacts and logs of workflows are kept ${minDays} days at least`,
  test(record, ctx) {
    if (record.enabled_repositories === "none") return notApplicable("Actions are off for all repositories");
    const days = stated(record, "artifact_and_log_retention_days");
    const observed = `kept for ${days} days`;
    return days >= ctx.params.minDays ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "90 days", record: actions({ artifact_and_log_retention_days: 90 }), outcome: "pass" },
    { name: "400 days", record: actions({ artifact_and_log_retention_days: 400 }), outcome: "pass" },
    { name: "30 days", record: actions({ artifact_and_log_retention_days: 30 }), outcome: "fail" },
    {
      name: "90 days where a year is asked for",
      record: actions({ artifact_and_log_retention_days: 90 }),
      params: { minDays: 365 },
      outcome: "fail",
    },
    { name: "Actions are off", record: actions({ enabled_repositories: "none" }), outcome: "not-applicable" },
    { name: "not stated", record: actions(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
