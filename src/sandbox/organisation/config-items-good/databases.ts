import type { ItemTemplate } from "../config-items.ts";

export const GOOD_DATABASES: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::RDS::DBInstance",
    configuration: {
      dBInstanceIdentifier: "ledger",
      pendingModifiedValues: { masterUserPassword: "canary-rds-0d5e" },
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      backupRetentionPeriod: 7,
      storageEncrypted: true,
      multiAZ: true,
      publiclyAccessible: false,
      deletionProtection: true,
      autoMinorVersionUpgrade: true,
    },
  },
  {
    resourceType: "AWS::RDS::DBCluster",
    configuration: { backupRetentionPeriod: 7, storageEncrypted: true, multiAZ: true, deletionProtection: true },
  },
  {
    resourceType: "AWS::RDS::DBSnapshot",
    configuration: { encrypted: true },
    supplementaryConfiguration: { DBSnapshotAttributes: [{ attributeName: "restore", attributeValues: [] }] },
  },
  {
    resourceType: "AWS::RDS::DBClusterSnapshot",
    configuration: { storageEncrypted: true },
    supplementaryConfiguration: { DBClusterSnapshotAttributes: [{ attributeName: "restore", attributeValues: [] }] },
  },
  {
    resourceType: "AWS::DynamoDB::Table",
    configuration: {
      ssedescription: { status: "ENABLED", kmsmasterKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
      deletionProtectionEnabled: true,
    },
    supplementaryConfiguration: {
      ContinuousBackupsDescription: { pointInTimeRecoveryDescription: { pointInTimeRecoveryStatus: "ENABLED" } },
    },
  },
  {
    resourceType: "AWS::Redshift::Cluster",
    configuration: {
      allowVersionUpgrade: true,
      automatedSnapshotRetentionPeriod: 7,
      encrypted: true,
      publiclyAccessible: false,
      enhancedVpcRouting: true,
    },
    supplementaryConfiguration: { LoggingStatus: { loggingEnabled: true } },
  },
  {
    resourceType: "AWS::OpenSearch::Domain",
    configuration: {
      NodeToNodeEncryptionOptions: { Enabled: true },
      EncryptionAtRestOptions: { Enabled: true },
      LogPublishingOptions: { AUDIT_LOGS: { Enabled: true } },
      DomainEndpointOptions: { EnforceHTTPS: true },
    },
  },
];
