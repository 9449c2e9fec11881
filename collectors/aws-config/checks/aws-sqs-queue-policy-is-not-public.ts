import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { sqsQueueKind } from "../evidence.ts";
import { member } from "./support/members.ts";
import { called, publicStatements } from "./support/resource-policy.ts";
import { item } from "./support/samples.ts";

const policy = (more: object): object => ({
  Policy: {
    Statement: [{ Sid: "Send", Effect: "Allow", Principal: "*", Action: "SQS:SendMessage", Resource: "*", ...more }],
  },
});
export default defineCheck({
  id: "aws-sqs-queue-policy-is-not-public",
  version: 1,
  title: "Queue policies are not public",
  rationale: "Everybody could read or forge messages.",
  severity: "high",
  over: sqsQueueKind,
  params: z.object({}),
  remediation: "Name accounts or sources in the queue's policy.",
  expected: () => "no statement of the queue's policy allows everybody",
  test(record) {
    const policy = member(record, "configuration.Policy");
    if (policy === undefined) return undetermined("schema-mismatch", "AWS Config did not state the queue's policy");
    if (policy === "") return pass("no policy");
    if (typeof policy !== "object" || policy === null || !("Statement" in policy))
      return undetermined("schema-mismatch", "the queue's policy is not a policy document");
    const open = publicStatements(policy);
    return open.length === 0 ? pass("no statement for everybody") : fail(`for everybody: ${called(open)}`);
  },
  examples: [
    {
      name: "from one topic",
      record: item("AWS::SQS::Queue", {
        ...policy({ Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders" } } }),
      }),
      outcome: "pass",
    },
    { name: "none", record: item("AWS::SQS::Queue", { Policy: "" }), outcome: "pass" },
    { name: "everybody", record: item("AWS::SQS::Queue", { ...policy({}) }), outcome: "fail" },
    { name: "not stated", record: item("AWS::SQS::Queue"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
