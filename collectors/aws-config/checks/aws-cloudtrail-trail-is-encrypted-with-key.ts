import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { cloudtrailTrailKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-cloudtrail-trail-is-encrypted-with-key",
  version: 1,
  title: "Trails are encrypted with a key",
  rationale: "With a key of its own, reading the log needs a second permission.",
  severity: "low",
  over: cloudtrailTrailKind,
  params: z.object({}),
  remediation: "Set a KMS key on the trail.",
  expected: () => "the trail names a KMS key (CIS AWS Foundations 3.0 3.5)",
  test(record) {
    const key = text(record, "configuration.kmsKeyId");
    return key === "" ? fail("no key") : pass(`key ${key}`);
  },
  examples: [
    {
      name: "a key",
      record: item("AWS::CloudTrail::Trail", { kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" }),
      outcome: "pass",
    },
    { name: "stated as none", record: item("AWS::CloudTrail::Trail", { kmsKeyId: "" }), outcome: "fail" },
    { name: "not stated", record: item("AWS::CloudTrail::Trail"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
