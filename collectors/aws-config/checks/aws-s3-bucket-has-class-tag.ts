import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { s3BucketKind } from "../evidence.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-s3-bucket-has-class-tag",
  version: 1,
  title: "Buckets say what they hold",
  rationale: "What has no label is handled like what matters least.",
  severity: "low",
  over: s3BucketKind,
  params: z.object({
    tagKeys: z
      .array(z.string())
      .default(["DataClassification", "data-classification", "Classification", "classification"])
      .describe("tag keys. origin: our default; name those of the organisation's scheme"),
  }),
  remediation: "Tag the bucket with the class of its data.",
  expected: ({ tagKeys }) => `the bucket has one of the tags ${tagKeys.join(", ")} with a value`,
  test(record, ctx) {
    const tags = known(record.tags, "tags");
    const label = tags.find(
      ({ key, value }) => ctx.params.tagKeys.includes(key) && value !== undefined && value.trim() !== "",
    );
    return label === undefined
      ? fail(tags.length === 0 ? "no tags" : `tags ${tags.map(({ key }) => key).join(", ")}`)
      : pass(`${label.key} is ${label.value}`);
  },
  examples: [
    {
      name: "labelled",
      record: item("AWS::S3::Bucket", {}, { tags: [{ key: "DataClassification", value: "internal" }] }),
      outcome: "pass",
    },
    { name: "no tags", record: item("AWS::S3::Bucket", {}, { tags: [] }), outcome: "fail" },
    { name: "not stated", record: item("AWS::S3::Bucket"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
