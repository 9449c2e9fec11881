import { dynamodbTableKind } from "../evidence.ts";
import { textCheck } from "./support/factories.ts";

export default textCheck({
  id: "aws-dynamodb-table-has-point-in-time-recovery",
  title: "DynamoDB tables have point-in-time recovery",
  rationale:
    "A program with a mistake overwrites a table in seconds; only continuous backup brings the moment before back.",
  severity: "high",
  over: dynamodbTableKind,
  type: "AWS::DynamoDB::Table",
  path: "supplementaryConfiguration.ContinuousBackupsDescription.pointInTimeRecoveryDescription.pointInTimeRecoveryStatus",
  good: ["ENABLED"],
  bad: "DISABLED",
  remediation: "Switch on point-in-time recovery of the table.",
});
