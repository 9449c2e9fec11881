import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { s3BucketKind } from "../evidence.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-s3-bucket-has-owner-tag",
  version: 1,
  title: "Buckets say who owns them",
  rationale: "What nobody owns nobody looks after.",
  severity: "low",
  over: s3BucketKind,
  params: z.object({
    tagKeys: z
      .array(z.string())
      .default(["Owner", "owner", "Team", "team"])
      .describe("tag keys. origin: our default; name those of the organisation's tagging policy"),
  }),
  remediation: "Tag the bucket with an owner that is a person or team.",
  expected: ({ tagKeys }) => `the bucket has one of the tags ${tagKeys.join(", ")} with a value`,
  test(record, ctx) {
    const tags = known(record.tags, "tags");
    const owner = tags.find(
      ({ key, value }) => ctx.params.tagKeys.includes(key) && value !== undefined && value.trim() !== "",
    );
    return owner === undefined
      ? fail(tags.length === 0 ? "no tags" : `tags ${tags.map(({ key }) => key).join(", ")}`)
      : pass(`${owner.key} is ${owner.value}`);
  },
  examples: [
    {
      name: "owned",
      record: item("AWS::S3::Bucket", {}, { tags: [{ key: "Owner", value: "platform" }] }),
      outcome: "pass",
    },
    { name: "no tags", record: item("AWS::S3::Bucket", {}, { tags: [] }), outcome: "fail" },
    { name: "empty", record: item("AWS::S3::Bucket", {}, { tags: [{ key: "Owner", value: " " }] }), outcome: "fail" },
    { name: "not stated", record: item("AWS::S3::Bucket"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
