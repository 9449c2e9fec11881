import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { s3BucketKind } from "../evidence.ts";
import { flag } from "./support/members.ts";
import { item } from "./support/samples.ts";

const SETTINGS = ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"] as const;
export default defineCheck({
  id: "aws-s3-bucket-blocks-public-access",
  version: 1,
  title: "Buckets block public access",
  rationale: "The block holds also when a policy or an access list is changed by mistake later.",
  severity: "high",
  over: s3BucketKind,
  params: z.object({}),
  remediation: "Switch on all four settings of the bucket's block of public access.",
  expected: () => "all four settings of the bucket are on",
  test(record) {
    const off = SETTINGS.filter(
      (name) => !flag(record, `supplementaryConfiguration.PublicAccessBlockConfiguration.${name}`),
    );
    return off.length === 0 ? pass("all four settings are on") : fail(`off: ${off.join(", ")}`);
  },
  examples: [
    {
      name: "all on",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            PublicAccessBlockConfiguration: {
              blockPublicAcls: true,
              ignorePublicAcls: true,
              blockPublicPolicy: true,
              restrictPublicBuckets: true,
            },
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "as JSON text",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            PublicAccessBlockConfiguration:
              '{"blockPublicAcls":true,"ignorePublicAcls":true,"blockPublicPolicy":true,"restrictPublicBuckets":true}',
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "one off",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            PublicAccessBlockConfiguration: {
              blockPublicAcls: true,
              ignorePublicAcls: true,
              blockPublicPolicy: true,
              restrictPublicBuckets: false,
            },
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "not stated: the account's block may hold",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "null",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { PublicAccessBlockConfiguration: null } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
