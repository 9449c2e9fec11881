import { s3BucketKind } from "../evidence.ts";
import { textCheck } from "./support/factories.ts";

export default textCheck({
  id: "aws-s3-bucket-is-versioned",
  title: "Buckets keep old versions",
  rationale: "An overwritten or deleted object is gone unless versions are kept.",
  severity: "medium",
  over: s3BucketKind,
  type: "AWS::S3::Bucket",
  path: "supplementaryConfiguration.BucketVersioningConfiguration.status",
  good: ["Enabled"],
  bad: "Off",
  remediation: "Switch on versioning, with a lifecycle rule for old versions.",
});
