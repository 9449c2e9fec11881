import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { s3BucketKind } from "../evidence.ts";
import { list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const sse = (sseAlgorithm: string): object => ({
  ServerSideEncryptionConfiguration: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }] },
});
export default defineCheck({
  id: "aws-s3-bucket-is-encrypted",
  version: 1,
  title: "Buckets encrypt by default",
  rationale: "Since 2023 S3 encrypts every new object; the setting says with which key.",
  severity: "medium",
  over: s3BucketKind,
  params: z.object({
    requireKms: z
      .boolean()
      .default(false)
      .describe("true where a key of KMS is demanded. origin: our default; AWS encrypts with its own key otherwise"),
  }),
  remediation: "Set default encryption of the bucket, with a KMS key where the policy asks for one.",
  expected: ({ requireKms }) => `default encryption of the bucket is set${requireKms ? " to a KMS key" : ""}`,
  test(record, ctx) {
    const rules = list(record, "supplementaryConfiguration.ServerSideEncryptionConfiguration.rules");
    const algorithms = rules.map((rule) => textIn(rule, "applyServerSideEncryptionByDefault.sseAlgorithm"));
    const named = algorithms.filter((name) => name !== undefined);
    if (rules.length > 0 && named.length === 0) return undetermined("schema-mismatch", "the algorithm is not stated");
    const good = named.some((name) => !ctx.params.requireKms || name.toLowerCase().startsWith("aws:kms"));
    return good
      ? pass(`default encryption ${named.join(", ")}`)
      : fail(named.length === 0 ? "no default encryption" : `default encryption ${named.join(", ")}`);
  },
  examples: [
    {
      name: "of the service",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { ...sse("AES256") } }),
      outcome: "pass",
    },
    {
      name: "with KMS",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { ...sse("aws:kms") } }),
      outcome: "pass",
      params: { requireKms: true },
    },
    {
      name: "of the service where KMS is demanded",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { ...sse("AES256") } }),
      outcome: "fail",
      params: { requireKms: true },
    },
    {
      name: "none",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { ServerSideEncryptionConfiguration: { rules: [] } } },
      ),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "without algorithm",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { ServerSideEncryptionConfiguration: { rules: [{}] } } },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
