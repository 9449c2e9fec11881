import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { rdsInstanceKind } from "../evidence.ts";
import { list } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-rds-instance-exports-logs",
  version: 1,
  title: "RDS instances export their logs",
  rationale: "Logs on the database's own disk go with it, and nobody is alarmed by them.",
  severity: "medium",
  over: rdsInstanceKind,
  params: z.object({}),
  remediation: "Export the logs of the engine, the audit log among them, to CloudWatch Logs.",
  expected: () => "at least one log is exported to CloudWatch Logs",
  test(record) {
    const logs = list(record, "configuration.enabledCloudwatchLogsExports").map(String);
    return logs.length > 0 ? pass(`exports ${logs.join(", ")}`) : fail("exports nothing");
  },
  examples: [
    {
      name: "exports",
      record: item("AWS::RDS::DBInstance", { enabledCloudwatchLogsExports: ["postgresql", "upgrade"] }),
      outcome: "pass",
    },
    { name: "nothing", record: item("AWS::RDS::DBInstance", { enabledCloudwatchLogsExports: [] }), outcome: "fail" },
    { name: "not stated", record: item("AWS::RDS::DBInstance"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
