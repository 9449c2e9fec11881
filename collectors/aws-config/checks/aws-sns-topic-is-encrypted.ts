import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { snsTopicKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-sns-topic-is-encrypted",
  version: 1,
  title: "Topics are encrypted",
  rationale: "Messages rest in the service until they are delivered.",
  severity: "low",
  over: snsTopicKind,
  params: z.object({}),
  remediation: "Set a KMS key on the topic.",
  expected: () => "the topic names a KMS key",
  test(record) {
    const key = text(record, "configuration.KmsMasterKeyId");
    return key === "" ? fail("no key") : pass(`key ${key}`);
  },
  examples: [
    { name: "a key", record: item("AWS::SNS::Topic", { KmsMasterKeyId: "alias/aws/sns" }), outcome: "pass" },
    { name: "stated as none", record: item("AWS::SNS::Topic", { KmsMasterKeyId: "" }), outcome: "fail" },
    { name: "not stated", record: item("AWS::SNS::Topic"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
