import { s3BucketKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-s3-bucket-deletes-with-mfa",
  title: "Versions are deleted with a second factor",
  rationale: "With a second factor, a stolen key alone cannot delete versions.",
  severity: "low",
  over: s3BucketKind,
  type: "AWS::S3::Bucket",
  path: "supplementaryConfiguration.BucketVersioningConfiguration.isMfaDeleteEnabled",
  want: true,
  remediation: "Switch on MFA delete for buckets with records; only root can, by API.",
});
