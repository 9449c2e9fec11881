import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { cloudwatchAlarmKind } from "../evidence.ts";
import { flag, list } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-cloudwatch-alarm-reaches-somebody",
  version: 1,
  title: "Alarms reach somebody",
  rationale: "An alarm without an action changes colour where nobody looks.",
  severity: "medium",
  over: cloudwatchAlarmKind,
  params: z.object({}),
  remediation: "Give the alarm an action and switch its actions on.",
  expected: () => "the alarm's actions are on and there is one",
  test(record) {
    const on = flag(record, "configuration.actionsEnabled");
    const actions = list(record, "configuration.alarmActions").map(String);
    if (!on) return fail("actions are off");
    return actions.length > 0 ? pass(`${actions.length} actions`) : fail("no action");
  },
  examples: [
    {
      name: "one",
      record: item("AWS::CloudWatch::Alarm", {
        actionsEnabled: true,
        alarmActions: ["arn:aws:sns:eu-west-1:111122223333:on-call"],
      }),
      outcome: "pass",
    },
    {
      name: "none",
      record: item("AWS::CloudWatch::Alarm", { actionsEnabled: true, alarmActions: [] }),
      outcome: "fail",
    },
    {
      name: "off",
      record: item("AWS::CloudWatch::Alarm", {
        actionsEnabled: false,
        alarmActions: ["arn:aws:sns:eu-west-1:111122223333:on-call"],
      }),
      outcome: "fail",
    },
    {
      name: "actions not stated",
      record: item("AWS::CloudWatch::Alarm", { actionsEnabled: true }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: item("AWS::CloudWatch::Alarm"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
