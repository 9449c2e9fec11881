import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { sqsQueueKind } from "../evidence.ts";
import { flag, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-sqs-queue-is-encrypted",
  version: 1,
  title: "Queues are encrypted",
  rationale: "Messages rest in the queue for up to two weeks.",
  severity: "medium",
  over: sqsQueueKind,
  params: z.object({}),
  remediation: "Switch on encryption of the queue, with a key of SQS or KMS.",
  expected: () => "the queue is encrypted with a key of SQS or KMS",
  test(record) {
    const key = textIn(record, "configuration.KmsMasterKeyId");
    if (key !== undefined && key !== "") return pass(`key ${key}`);
    return flag(record, "configuration.SqsManagedSseEnabled")
      ? pass("a key of SQS")
      : fail("SqsManagedSseEnabled is false and there is no key");
  },
  examples: [
    { name: "key of SQS", record: item("AWS::SQS::Queue", { SqsManagedSseEnabled: "true" }), outcome: "pass" },
    {
      name: "key of KMS",
      record: item("AWS::SQS::Queue", { SqsManagedSseEnabled: "false", KmsMasterKeyId: "alias/queue" }),
      outcome: "pass",
    },
    { name: "none", record: item("AWS::SQS::Queue", { SqsManagedSseEnabled: "false" }), outcome: "fail" },
    { name: "not stated", record: item("AWS::SQS::Queue"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
