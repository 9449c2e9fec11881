import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { cloudtrailTrailKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-cloudtrail-trail-feeds-log-group",
  version: 1,
  title: "Trails feed a log group",
  rationale: "Files in a bucket raise no alarm.",
  severity: "medium",
  over: cloudtrailTrailKind,
  params: z.object({}),
  remediation: "Send the trail to CloudWatch Logs, or to whatever raises alarms.",
  expected: () => "the trail names a log group",
  test(record) {
    const group = text(record, "configuration.cloudWatchLogsLogGroupArn");
    return group === "" ? fail("no log group") : pass(`log group ${group}`);
  },
  examples: [
    {
      name: "feeds",
      record: item("AWS::CloudTrail::Trail", {
        cloudWatchLogsLogGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*",
      }),
      outcome: "pass",
    },
    {
      name: "stated as none",
      record: item("AWS::CloudTrail::Trail", { cloudWatchLogsLogGroupArn: "" }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::CloudTrail::Trail"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
