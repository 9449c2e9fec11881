import { dynamodbTableKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-dynamodb-table-is-protected-from-deletion",
  title: "DynamoDB tables are protected from deletion",
  rationale: "One command, or one stolen session, must not be enough to delete a table.",
  severity: "medium",
  over: dynamodbTableKind,
  type: "AWS::DynamoDB::Table",
  path: "configuration.deletionProtectionEnabled",
  want: true,
  remediation: "Switch on deletion protection of the table.",
});
