import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { s3BucketKind } from "../evidence.ts";
import { inside, list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const rule = (more: object): object => ({
  BucketLifecycleConfiguration: { rules: [{ id: "old", status: "Enabled", ...more }] },
});
export default defineCheck({
  id: "aws-s3-bucket-expires-objects",
  version: 1,
  title: "Objects expire by rule",
  rationale: "What is not deleted by rule is not deleted.",
  severity: "low",
  over: s3BucketKind,
  params: z.object({}),
  remediation: "Add a lifecycle rule that expires objects, old versions and unfinished uploads.",
  expected: () => "an enabled lifecycle rule of the bucket expires objects or old versions",
  test(record) {
    const rules = list(record, "supplementaryConfiguration.BucketLifecycleConfiguration.rules");
    const expiring = rules.filter(
      (rule) =>
        (textIn(rule, "status") ?? "").toLowerCase() === "enabled" &&
        [
          "expirationInDays",
          "expirationDate",
          "noncurrentVersionExpirationInDays",
          "noncurrentVersionExpiration.noncurrentDays",
        ].some((path) => Number(inside(rule, path) ?? 0) > 0 || typeof inside(rule, path) === "string"),
    );
    return expiring.length > 0
      ? pass(`${expiring.length} rules expire objects`)
      : fail(`${rules.length} rules, none expires objects`);
  },
  examples: [
    {
      name: "after a year",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { ...rule({ expirationInDays: 365 }) } }),
      outcome: "pass",
    },
    {
      name: "old versions",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { ...rule({ noncurrentVersionExpiration: { noncurrentDays: 90 } }) } },
      ),
      outcome: "pass",
    },
    {
      name: "only unfinished uploads",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { ...rule({ abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }) } },
      ),
      outcome: "fail",
    },
    {
      name: "disabled",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { ...rule({ status: "Disabled", expirationInDays: 365 }) } },
      ),
      outcome: "fail",
    },
    {
      name: "no rule",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { BucketLifecycleConfiguration: { rules: [] } } },
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
