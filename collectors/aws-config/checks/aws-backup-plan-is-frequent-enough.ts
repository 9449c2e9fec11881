import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { backupPlanKind } from "../evidence.ts";
import { inside, list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { hoursBetween } from "./support/schedules.ts";
export default defineCheck({
  id: "aws-backup-plan-is-frequent-enough",
  version: 1,
  title: "Backup plans run often enough",
  rationale: "A plan that runs once a month loses up to a month.",
  severity: "medium",
  over: backupPlanKind,
  params: z.object({
    maxHours: z
      .number()
      .int()
      .min(1)
      .default(24)
      .describe(
        "hours between runs. origin: AWS Config rule BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK: a day; set it to the recovery point that was decided",
      ),
  }),
  remediation: "Add a rule to the plan that runs daily or continuously.",
  expected: ({ maxHours }) => `a rule of the plan runs at least every ${maxHours} hours, or continuously`,
  test(record, ctx) {
    const rules = list(record, "configuration.BackupPlan.BackupPlanRule");
    if (rules.length === 0) return fail("no rule");
    const hours = rules.map((rule) =>
      inside(rule, "EnableContinuousBackup") === true ? 0 : hoursBetween(textIn(rule, "ScheduleExpression") ?? ""),
    );
    const known_ = hours.filter((each) => each !== undefined);
    const best = Math.min(...known_);
    if (known_.length > 0 && best <= ctx.params.maxHours)
      return pass(best === 0 ? "continuous" : `every ${best} hours`);
    return known_.length < hours.length
      ? undetermined("schema-mismatch", "the schedule of a rule is not understood")
      : fail(`every ${best} hours`);
  },
  examples: [
    {
      name: "daily",
      record: item("AWS::Backup::BackupPlan", {
        BackupPlan: { BackupPlanRule: [{ ScheduleExpression: "cron(0 5 ? * * *)" }] },
      }),
      outcome: "pass",
    },
    {
      name: "continuous",
      record: item("AWS::Backup::BackupPlan", { BackupPlan: { BackupPlanRule: [{ EnableContinuousBackup: true }] } }),
      outcome: "pass",
    },
    {
      name: "hourly",
      record: item("AWS::Backup::BackupPlan", {
        BackupPlan: { BackupPlanRule: [{ ScheduleExpression: "rate(1 hour)" }] },
      }),
      outcome: "pass",
    },
    {
      name: "weekly",
      record: item("AWS::Backup::BackupPlan", {
        BackupPlan: { BackupPlanRule: [{ ScheduleExpression: "cron(0 5 ? * SUN *)" }] },
      }),
      outcome: "fail",
    },
    {
      name: "no rule",
      record: item("AWS::Backup::BackupPlan", { BackupPlan: { BackupPlanRule: [] } }),
      outcome: "fail",
    },
    {
      name: "a schedule that is not understood",
      record: item("AWS::Backup::BackupPlan", {
        BackupPlan: { BackupPlanRule: [{ ScheduleExpression: "cron(0 5 L-2 * ? *)" }] },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: item("AWS::Backup::BackupPlan"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
