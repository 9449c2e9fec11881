import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { dated, wholeDays } from "../../_aws/policy/index.ts";
import { ruleComplianceKind } from "../evidence.ts";

import { conclusion } from "./support/service-samples.ts";
export default defineCheck({
  id: "aws-config-rule-is-evaluated",
  version: 1,
  title: "Config rules are evaluated",
  rationale: "A rule that never ran, or whose function fails, reports nothing and looks like one that found nothing.",
  severity: "medium",
  over: ruleComplianceKind,
  params: z.object({
    maxAgeDays: z
      .number()
      .int()
      .min(1)
      .default(3)
      .describe(
        "days, for rules with a schedule; those that wait for a change may rest. origin: our default: schedules run at least once a day",
      ),
  }),
  remediation: "Read the error of the rule's evaluation status; check that the recorder records the rule's types.",
  expected: ({ maxAgeDays }) =>
    `the rule has a successful evaluation and no newer failure; a rule that runs by schedule has one of the last ${maxAgeDays} days`,
  test(record, ctx) {
    const modes = (record.EvaluationModes ?? []).map(({ Mode }) => Mode?.toUpperCase());
    if (modes.length > 0 && !modes.includes("DETECTIVE"))
      return notApplicable("looks at resources before they exist only");
    const status = known(record.EvaluationStatus, "EvaluationStatus");
    if (status.FirstEvaluationStarted === false) return fail("never evaluated");
    const success = status.LastSuccessfulEvaluationTime;
    const failure = status.LastFailedEvaluationTime;
    const code = status.LastErrorCode === undefined ? "" : ` (${status.LastErrorCode})`;
    if (success === undefined)
      return failure === undefined
        ? undetermined("schema-mismatch", "no evaluation is stated")
        : fail(`only failed evaluations${code}`);
    if (failure !== undefined && failure > success)
      return fail(`the last evaluation failed ${dated(failure, ctx.asOf)}${code}`);
    if (record.MaximumExecutionFrequency === undefined)
      return pass(`waits for changes; evaluated ${dated(success, ctx.asOf)}`);
    return wholeDays(success, ctx.asOf) <= ctx.params.maxAgeDays
      ? pass(`evaluated ${dated(success, ctx.asOf)}`)
      : fail(`last evaluated ${dated(success, ctx.asOf)}`);
  },
  examples: [
    { name: "this morning", record: conclusion(), outcome: "pass" },
    {
      name: "long ago, but nothing changed",
      record: conclusion({
        EvaluationStatus: { FirstEvaluationStarted: true, LastSuccessfulEvaluationTime: "2026-09-01T00:00:00.000Z" },
      }),
      outcome: "pass",
    },
    {
      name: "before deployment only",
      record: conclusion({
        EvaluationModes: [{ Mode: "PROACTIVE" }],
        EvaluationStatus: { FirstEvaluationStarted: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "long ago, with a schedule",
      record: conclusion({
        MaximumExecutionFrequency: "TwentyFour_Hours",
        EvaluationStatus: { FirstEvaluationStarted: true, LastSuccessfulEvaluationTime: "2026-09-01T00:00:00.000Z" },
      }),
      outcome: "fail",
    },
    {
      name: "never",
      record: conclusion({ ComplianceType: "INSUFFICIENT_DATA", EvaluationStatus: { FirstEvaluationStarted: false } }),
      outcome: "fail",
    },
    {
      name: "fails now",
      record: conclusion({
        EvaluationStatus: {
          LastSuccessfulEvaluationTime: "2026-11-20T00:00:00.000Z",
          LastFailedEvaluationTime: "2026-11-22T00:00:00.000Z",
          LastErrorCode: "InternalFailure",
        },
      }),
      outcome: "fail",
    },
    {
      name: "only failed",
      record: conclusion({ EvaluationStatus: { LastFailedEvaluationTime: "2026-11-22T00:00:00.000Z" } }),
      outcome: "fail",
    },
    {
      name: "nothing stated",
      record: conclusion({ EvaluationStatus: { FirstEvaluationStarted: true } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "status not read",
      record: conclusion({ EvaluationStatus: undefined }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
