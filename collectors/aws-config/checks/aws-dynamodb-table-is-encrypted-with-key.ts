import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { dynamodbTableKind } from "../evidence.ts";
import { text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-dynamodb-table-is-encrypted-with-key",
  version: 1,
  title: "DynamoDB tables are under a key of KMS",
  rationale: "DynamoDB always encrypts; a key of KMS shows in the trail who read, and can be taken away.",
  severity: "low",
  over: dynamodbTableKind,
  params: z.object({}),
  remediation: "Choose a customer key for tables where the policy asks for one.",
  expected: () => "the table is encrypted with a key of KMS",
  test(record) {
    const status = text(record, "configuration.ssedescription.status").toUpperCase();
    return status === "ENABLED"
      ? pass(`key ${textIn(record, "configuration.ssedescription.kmsmasterKeyArn") ?? "of KMS"}`)
      : fail(`SSE is ${status}: a key that DynamoDB owns`);
  },
  examples: [
    {
      name: "a key",
      record: item("AWS::DynamoDB::Table", {
        ssedescription: { status: "ENABLED", kmsmasterKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
      }),
      outcome: "pass",
    },
    {
      name: "switched off",
      record: item("AWS::DynamoDB::Table", { ssedescription: { status: "DISABLED" } }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::DynamoDB::Table"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
