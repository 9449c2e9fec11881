import type { ItemTemplate } from "../config-items.ts";

export const BAD_DYNAMODB: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::DynamoDB::Table",
    configuration: {},
    supplementaryConfiguration: {
      ContinuousBackupsDescription: { pointInTimeRecoveryDescription: { pointInTimeRecoveryStatus: "DISABLED" } },
    },
  },
  { resourceType: "AWS::DynamoDB::Table", configuration: { ssedescription: { status: "DISABLED" } } },
  { resourceType: "AWS::DynamoDB::Table", configuration: { deletionProtectionEnabled: false } },
];

export const BAD_OPENSEARCH: readonly ItemTemplate[] = [
  { resourceType: "AWS::OpenSearch::Domain", configuration: { NodeToNodeEncryptionOptions: { Enabled: false } } },
  { resourceType: "AWS::OpenSearch::Domain", configuration: { EncryptionAtRestOptions: { Enabled: false } } },
  {
    resourceType: "AWS::OpenSearch::Domain",
    configuration: { LogPublishingOptions: { AUDIT_LOGS: { Enabled: false } } },
  },
  { resourceType: "AWS::OpenSearch::Domain", configuration: { DomainEndpointOptions: { EnforceHTTPS: false } } },
];

export const BAD_RDS: readonly ItemTemplate[] = [
  { resourceType: "AWS::RDS::DBCluster", configuration: { backupRetentionPeriod: 6 } },
  { resourceType: "AWS::RDS::DBCluster", configuration: { storageEncrypted: false } },
  { resourceType: "AWS::RDS::DBCluster", configuration: { multiAZ: false } },
  { resourceType: "AWS::RDS::DBCluster", configuration: { deletionProtection: false } },
  { resourceType: "AWS::RDS::DBClusterSnapshot", configuration: { storageEncrypted: false } },
  {
    resourceType: "AWS::RDS::DBClusterSnapshot",
    configuration: {},
    supplementaryConfiguration: {
      DBClusterSnapshotAttributes: [{ attributeName: "restore", attributeValues: ["all"] }],
    },
  },
  { resourceType: "AWS::RDS::DBInstance", configuration: { copyTagsToSnapshot: false } },
  { resourceType: "AWS::RDS::DBInstance", configuration: { enabledCloudwatchLogsExports: [] } },
  { resourceType: "AWS::RDS::DBInstance", configuration: { backupRetentionPeriod: 6 } },
  { resourceType: "AWS::RDS::DBInstance", configuration: { storageEncrypted: false } },
  { resourceType: "AWS::RDS::DBInstance", configuration: { multiAZ: false } },
  { resourceType: "AWS::RDS::DBInstance", configuration: { publiclyAccessible: true } },
  { resourceType: "AWS::RDS::DBInstance", configuration: { deletionProtection: false } },
  { resourceType: "AWS::RDS::DBInstance", configuration: { autoMinorVersionUpgrade: false } },
  { resourceType: "AWS::RDS::DBSnapshot", configuration: { encrypted: false } },
  {
    resourceType: "AWS::RDS::DBSnapshot",
    configuration: {},
    supplementaryConfiguration: { DBSnapshotAttributes: [{ attributeName: "restore", attributeValues: ["all"] }] },
  },
];

export const BAD_REDSHIFT: readonly ItemTemplate[] = [
  { resourceType: "AWS::Redshift::Cluster", configuration: { allowVersionUpgrade: false } },
  { resourceType: "AWS::Redshift::Cluster", configuration: { automatedSnapshotRetentionPeriod: 6 } },
  { resourceType: "AWS::Redshift::Cluster", configuration: { encrypted: false } },
  { resourceType: "AWS::Redshift::Cluster", configuration: { publiclyAccessible: true } },
  {
    resourceType: "AWS::Redshift::Cluster",
    configuration: {},
    supplementaryConfiguration: { LoggingStatus: { loggingEnabled: false } },
  },
  { resourceType: "AWS::Redshift::Cluster", configuration: { enhancedVpcRouting: false } },
];
