import type { ItemTemplate } from "../config-items.ts";

export const BAD_VOLUMES: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::EC2::Volume",
    configuration: { state: { value: "available" }, createTime: "2026-05-06T12:00:00.000Z" },
  },
  { resourceType: "AWS::EC2::Volume", configuration: { encrypted: false } },
];

export const BAD_ECR: readonly ItemTemplate[] = [
  { resourceType: "AWS::ECR::Repository", configuration: { LifecyclePolicy: { LifecyclePolicyText: "" } } },
  { resourceType: "AWS::ECR::Repository", configuration: { ImageScanningConfiguration: { ScanOnPush: false } } },
  { resourceType: "AWS::ECR::Repository", configuration: { ImageTagMutability: "MUTABLE" } },
];

export const BAD_EFS: readonly ItemTemplate[] = [
  { resourceType: "AWS::EFS::FileSystem", configuration: { BackupPolicy: { Status: "DISABLED" } } },
  { resourceType: "AWS::EFS::FileSystem", configuration: { Encrypted: false } },
];

export const BAD_S3: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::S3::AccessPoint",
    configuration: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: false,
      },
    },
  },
  {
    resourceType: "AWS::S3::AccountPublicAccessBlock",
    configuration: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    },
  },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: { BucketLoggingConfiguration: { destinationBucketName: null, logFilePrefix: null } },
  },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: {
      PublicAccessBlockConfiguration: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: false,
      },
    },
  },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: { BucketVersioningConfiguration: { isMfaDeleteEnabled: false } },
  },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: {
      BucketLifecycleConfiguration: {
        rules: [{ id: "old", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
      },
    },
  },
  { resourceType: "AWS::S3::Bucket", configuration: {}, tags: {} },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: { ObjectLockConfiguration: { objectLockEnabled: "Enabled" } },
  },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: { ServerSideEncryptionConfiguration: { rules: [] } },
  },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: { BucketReplicationConfiguration: { rules: [{ status: "Disabled" }] } },
  },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: { BucketVersioningConfiguration: { status: "Off" } },
  },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: {
      BucketPolicy: {
        policyText: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Read",
              Effect: "Allow",
              Principal: "*",
              Action: "s3:GetObject",
              Resource: "arn:aws:s3:::example/*",
            },
          ],
        },
      },
    },
  },
  {
    resourceType: "AWS::S3::Bucket",
    configuration: {},
    supplementaryConfiguration: { BucketPolicy: { policyText: null } },
  },
];
