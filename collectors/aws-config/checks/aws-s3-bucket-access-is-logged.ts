import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { s3BucketKind } from "../evidence.ts";
import { member, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-s3-bucket-access-is-logged",
  version: 1,
  title: "Access to buckets is logged",
  rationale: "Who read an object is in the access log of the bucket, or in data events of a trail.",
  severity: "low",
  over: s3BucketKind,
  params: z.object({}),
  remediation: "Switch on server access logging, or data events for buckets that matter.",
  expected: () => "the bucket logs requests to another bucket",
  test(record) {
    const target = member(record, "supplementaryConfiguration.BucketLoggingConfiguration");
    if (target === undefined)
      return undetermined("schema-mismatch", "AWS Config did not state the logging of the bucket");
    const bucket = textIn(target, "destinationBucketName");
    return bucket === undefined || bucket === "" ? fail("no access log") : pass(`logged to ${bucket}`);
  },
  examples: [
    {
      name: "logged",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketLoggingConfiguration: { destinationBucketName: "example-logs", logFilePrefix: "s3/" },
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "not logged",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketLoggingConfiguration: { destinationBucketName: null, logFilePrefix: null },
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
