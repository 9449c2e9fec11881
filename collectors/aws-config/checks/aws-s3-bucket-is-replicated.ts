import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { s3BucketKind } from "../evidence.ts";
import { inside, member, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-s3-bucket-is-replicated",
  version: 1,
  title: "Buckets are replicated",
  rationale: "A second copy in another region or account survives the loss of the first.",
  severity: "low",
  over: s3BucketKind,
  params: z.object({}),
  remediation: "Replicate buckets that critical services need.",
  expected: () => "an enabled replication rule exists",
  test(record) {
    const replication = member(record, "supplementaryConfiguration.BucketReplicationConfiguration");
    if (replication === undefined) return undetermined("schema-mismatch", "AWS Config did not state replication");
    const found = inside(replication, "rules");
    const rules: readonly unknown[] = Array.isArray(found)
      ? found
      : typeof found === "object" && found !== null
        ? Object.values(found)
        : [];
    const on = rules.filter((rule) => (textIn(rule, "status") ?? "").toLowerCase() === "enabled");
    return on.length > 0 ? pass(`${on.length} rules replicate`) : fail("no enabled rule");
  },
  examples: [
    {
      name: "replicated",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketReplicationConfiguration: {
              roleARN: "arn:aws:iam::111122223333:role/replication",
              rules: { all: { status: "Enabled" } },
            },
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "disabled",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { BucketReplicationConfiguration: { rules: [{ status: "Disabled" }] } } },
      ),
      outcome: "fail",
    },
    {
      name: "none",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { BucketReplicationConfiguration: { rules: [] } } },
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
