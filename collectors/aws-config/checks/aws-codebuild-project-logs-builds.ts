import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { codebuildProjectKind } from "../evidence.ts";
import { textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-codebuild-project-logs-builds",
  version: 1,
  title: "Builds are logged",
  rationale: "Without its log nobody can say what a build did.",
  severity: "low",
  over: codebuildProjectKind,
  params: z.object({}),
  remediation: "Switch on CloudWatch or S3 logs of the project.",
  expected: () => "CloudWatch or S3 logs of the project are enabled",
  test(record) {
    const states = ["cloudWatchLogs", "s3Logs"].map((name) =>
      textIn(record, `configuration.logsConfig.${name}.status`)?.toUpperCase(),
    );
    if (states.includes("ENABLED")) return pass("logs are enabled");
    return states.includes(undefined)
      ? undetermined("schema-mismatch", "AWS Config did not state both logs of the project")
      : fail("no log is enabled");
  },
  examples: [
    {
      name: "CloudWatch",
      record: item("AWS::CodeBuild::Project", { logsConfig: { cloudWatchLogs: { status: "ENABLED" } } }),
      outcome: "pass",
    },
    {
      name: "none",
      record: item("AWS::CodeBuild::Project", {
        logsConfig: { cloudWatchLogs: { status: "DISABLED" }, s3Logs: { status: "DISABLED" } },
      }),
      outcome: "fail",
    },
    {
      name: "one not stated",
      record: item("AWS::CodeBuild::Project", { logsConfig: { cloudWatchLogs: { status: "DISABLED" } } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: item("AWS::CodeBuild::Project"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
