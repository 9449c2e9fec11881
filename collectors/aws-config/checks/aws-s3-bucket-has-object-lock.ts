import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { s3BucketKind } from "../evidence.ts";
import { asFlag, member, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-s3-bucket-has-object-lock",
  version: 1,
  title: "Objects of the bucket are locked for their period",
  rationale: "Locked objects survive a stolen administrator.",
  severity: "low",
  over: s3BucketKind,
  params: z.object({}),
  remediation: "Make a bucket with object lock for records and backups, with a default retention.",
  expected: () => "object lock is on, with a default retention",
  test(record) {
    const lock = member(record, "supplementaryConfiguration.ObjectLockConfiguration");
    if (lock === undefined) return undetermined("schema-mismatch", "AWS Config did not state object lock");
    const on = asFlag(textIn(lock, "objectLockEnabled") ?? false, "objectLockEnabled");
    const mode = textIn(lock, "rule.defaultRetention.mode");
    if (!on) return fail("object lock is off");
    return mode === undefined
      ? fail("object lock is on, without a default retention")
      : pass(`object lock is on, ${mode}`);
  },
  examples: [
    {
      name: "governance",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            ObjectLockConfiguration: {
              objectLockEnabled: "Enabled",
              rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } },
            },
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "without a period",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { ObjectLockConfiguration: { objectLockEnabled: "Enabled" } } },
      ),
      outcome: "fail",
    },
    {
      name: "off",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { ObjectLockConfiguration: { objectLockEnabled: "Disabled" } } },
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
