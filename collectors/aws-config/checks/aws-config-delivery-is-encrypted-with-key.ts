import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { deliveryChannelKind } from "../evidence.ts";

import { delivery } from "./support/service-samples.ts";
export default defineCheck({
  id: "aws-config-delivery-is-encrypted-with-key",
  version: 1,
  title: "Delivered history is encrypted with a key of the customer",
  rationale: "The history describes the whole estate; a key of the customer decides who may read it.",
  severity: "low",
  over: deliveryChannelKind,
  params: z.object({}),
  remediation: "Set a KMS key on the delivery channel.",
  expected: () => "the delivery channel names a KMS key",
  test(record) {
    if (record.channel === null)
      return notApplicable("no delivery channel: judged by aws-config-delivery-channel-exists");
    const key = known(record.channel.s3KmsKeyArn, "s3KmsKeyArn");
    return key === "" ? fail("no key") : pass(`key ${key}`);
  },
  examples: [
    {
      name: "with a key",
      record: delivery({ s3KmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234" }),
      outcome: "pass",
    },
    { name: "stated as none", record: delivery({ s3KmsKeyArn: "" }), outcome: "fail" },
    {
      name: "not stated: the bucket may encrypt with its own default",
      record: delivery(),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no channel", record: delivery(null), outcome: "not-applicable" },
  ],
});
