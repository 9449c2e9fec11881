import type { ItemTemplate } from "../config-items.ts";

export const GOOD_STORAGE: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: {
      BucketLoggingConfiguration: { destinationBucketName: "example-logs", logFilePrefix: "s3/" },
      PublicAccessBlockConfiguration: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
      },
      BucketVersioningConfiguration: { isMfaDeleteEnabled: true, status: "Enabled" },
      BucketLifecycleConfiguration: { rules: [{ id: "old", status: "Enabled", expirationInDays: 365 }] },
      ObjectLockConfiguration: {
        objectLockEnabled: "Enabled",
        rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } },
      },
      ServerSideEncryptionConfiguration: {
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      },
      BucketReplicationConfiguration: {
        roleARN: "arn:aws:iam::111122223333:role/replication",
        rules: { all: { status: "Enabled" } },
      },
      BucketPolicy: {
        policyText: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:aws:s3:::example", "arn:aws:s3:::example/*"],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        },
      },
    },
    tags: { DataClassification: "internal", Owner: "platform" },
  },
  {
    resourceType: "AWS::S3::AccountPublicAccessBlock",
    configuration: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    },
  },
  {
    resourceType: "AWS::S3::AccessPoint",
    configuration: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    },
  },
  { resourceType: "AWS::EFS::FileSystem", configuration: { BackupPolicy: { Status: "ENABLED" }, Encrypted: true } },
  { resourceType: "AWS::EC2::Volume", configuration: { state: { value: "in-use" }, encrypted: true } },
  { resourceType: "AWS::EC2::SnapshotBlockPublicAccess", configuration: { State: "block-all-sharing" } },
  {
    resourceType: "AWS::ECR::Repository",
    configuration: {
      LifecyclePolicy: { LifecyclePolicyText: '{"rules":[{"rulePriority":1}]}' },
      ImageScanningConfiguration: { ScanOnPush: true },
      ImageTagMutability: "IMMUTABLE",
    },
  },
];
