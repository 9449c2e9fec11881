import type { ItemTemplate } from "./config-items.ts";

/** Neglected resources: each has one thing wrong, beside what is simply not stated. */
export const BAD_ITEMS: readonly ItemTemplate[] = [
  { resourceType: "AWS::ACM::Certificate", configuration: { inUseBy: ["lb"], notAfter: "2026-12-01T12:00:00.000Z" } },
  { resourceType: "AWS::ACM::Certificate", configuration: { keyAlgorithm: "RSA-1024" } },
  { resourceType: "AWS::ApiGateway::Stage", configuration: { webAclArn: "" } },
  { resourceType: "AWS::ApiGateway::Stage", configuration: { accessLogSettings: { destinationArn: "" } } },
  { resourceType: "AWS::ApiGatewayV2::Stage", configuration: { accessLogSettings: { destinationArn: "" } } },
  {
    resourceType: "AWS::AutoScaling::AutoScalingGroup",
    configuration: { loadBalancerNames: ["web"], healthCheckType: "EC2" },
  },
  { resourceType: "AWS::AutoScaling::AutoScalingGroup", configuration: { availabilityZones: ["eu-west-1a"] } },
  { resourceType: "AWS::AutoScaling::LaunchConfiguration", configuration: { associatePublicIpAddress: true } },
  {
    resourceType: "AWS::AutoScaling::LaunchConfiguration",
    configuration: { metadataOptions: { httpTokens: "optional" } },
  },
  {
    resourceType: "AWS::Backup::BackupPlan",
    configuration: {
      BackupPlan: {
        BackupPlanRule: [
          { CopyActions: [{ DestinationBackupVaultArn: "arn:aws:backup:eu-west-1:111122223333:backup-vault:second" }] },
        ],
      },
    },
  },
  {
    resourceType: "AWS::Backup::BackupPlan",
    configuration: { BackupPlan: { BackupPlanRule: [{ ScheduleExpression: "cron(0 5 ? * SUN *)" }] } },
  },
  { resourceType: "AWS::Backup::RecoveryPoint", configuration: { IsEncrypted: false } },
  {
    resourceType: "AWS::Backup::BackupVault",
    configuration: {
      AccessPolicy: {
        Statement: [{ Effect: "Deny", Principal: "*", Action: "backup:UpdateRecoveryPointLifecycle", Resource: "*" }],
      },
    },
  },
  { resourceType: "AWS::Backup::BackupVault", configuration: { LockConfiguration: {} } },
  { resourceType: "AWS::EC2::ClientVpnEndpoint", configuration: { ConnectionLogOptions: { Enabled: false } } },
  {
    resourceType: "AWS::EC2::ClientVpnEndpoint",
    configuration: { AuthenticationOptions: [{ Type: "certificate-authentication" }] },
  },
  { resourceType: "AWS::CloudFormation::Stack", configuration: { driftInformation: { stackDriftStatus: "DRIFTED" } } },
  { resourceType: "AWS::CloudFormation::Stack", configuration: { enableTerminationProtection: false } },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: {
      distributionConfig: {
        origins: { items: [{ id: "files", originAccessControlId: "", s3OriginConfig: { originAccessIdentity: "" } }] },
      },
    },
  },
  { resourceType: "AWS::CloudFront::Distribution", configuration: { distributionConfig: { webACLId: "" } } },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: { distributionConfig: { logging: { enabled: false } } },
  },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: { distributionConfig: { defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } } },
  },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: { distributionConfig: { viewerCertificate: { minimumProtocolVersion: "TLSv1.1_2016" } } },
  },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: {
      distributionConfig: {
        origins: {
          items: [
            {
              id: "app",
              customOriginConfig: { originProtocolPolicy: "http-only", originSslProtocols: { items: ["TLSv1.2"] } },
            },
          ],
        },
      },
    },
  },
  { resourceType: "AWS::CloudTrail::Trail", configuration: { cloudWatchLogsLogGroupArn: "" } },
  { resourceType: "AWS::CloudTrail::Trail", configuration: { kmsKeyId: "" } },
  { resourceType: "AWS::CloudTrail::Trail", configuration: { includeGlobalServiceEvents: false } },
  { resourceType: "AWS::CloudTrail::Trail", configuration: { logFileValidationEnabled: false } },
  { resourceType: "AWS::CloudWatch::Alarm", configuration: { actionsEnabled: true, alarmActions: [] } },
  {
    resourceType: "AWS::CodeBuild::Project",
    configuration: {
      environment: {
        environmentVariables: [{ name: "AWS_SECRET_ACCESS_KEY", type: "PLAINTEXT", value: "[redacted]" }],
      },
    },
  },
  { resourceType: "AWS::CodeBuild::Project", configuration: { environment: { privilegedMode: true } } },
  {
    resourceType: "AWS::CodeBuild::Project",
    configuration: { logsConfig: { cloudWatchLogs: { status: "DISABLED" }, s3Logs: { status: "DISABLED" } } },
  },
  {
    resourceType: "AWS::CodeBuild::Project",
    configuration: { source: { type: "BITBUCKET", location: "https://build@example.com/app.git" } },
  },
  {
    resourceType: "AWS::CodeDeploy::DeploymentGroup",
    configuration: { autoRollbackConfiguration: { enabled: false, events: [] } },
  },
  {
    resourceType: "AWS::CodePipeline::Pipeline",
    configuration: {
      stages: [
        { name: "Source", actions: [{ actionTypeId: { category: "Source" } }] },
        { name: "Deploy", actions: [{ actionTypeId: { category: "Deploy" } }] },
      ],
    },
  },
  {
    resourceType: "AWS::DynamoDB::Table",
    configuration: {},
    supplementaryConfiguration: {
      ContinuousBackupsDescription: { pointInTimeRecoveryDescription: { pointInTimeRecoveryStatus: "DISABLED" } },
    },
  },
  { resourceType: "AWS::DynamoDB::Table", configuration: { ssedescription: { status: "DISABLED" } } },
  { resourceType: "AWS::DynamoDB::Table", configuration: { deletionProtectionEnabled: false } },
  {
    resourceType: "AWS::EC2::Volume",
    configuration: { state: { value: "available" }, createTime: "2026-05-06T12:00:00.000Z" },
  },
  { resourceType: "AWS::EC2::Volume", configuration: { encrypted: false } },
  { resourceType: "AWS::EC2::EIP", configuration: { associationId: "" } },
  {
    resourceType: "AWS::EC2::FlowLog",
    configuration: { deliverLogsStatus: "FAILED", deliverLogsErrorMessage: "Access error" },
  },
  {
    resourceType: "AWS::EC2::Instance",
    configuration: { networkInterfaces: [{ association: { publicIp: "192.0.2.10" } }] },
  },
  { resourceType: "AWS::EC2::Instance", configuration: { iamInstanceProfile: {} } },
  { resourceType: "AWS::EC2::Instance", configuration: { state: { name: "running" } } },
  { resourceType: "AWS::EC2::Instance", configuration: { monitoring: { state: "disabled" } } },
  { resourceType: "AWS::EC2::Instance", configuration: { metadataOptions: { httpTokens: "optional" } } },
  {
    resourceType: "AWS::EC2::LaunchTemplate",
    configuration: { LaunchTemplateData: { MetadataOptions: { HttpTokens: "optional" } } },
  },
  {
    resourceType: "AWS::EC2::NetworkAcl",
    configuration: {
      isDefault: false,
      entries: [
        {
          egress: false,
          ruleAction: "allow",
          ruleNumber: 100,
          protocol: "6",
          cidrBlock: "0.0.0.0/0",
          portRange: { from: 0, to: 65535 },
        },
      ],
    },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: {
      ipPermissions: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }] }],
    },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: {
      groupName: "default",
      ipPermissions: [{ ipProtocol: "-1", userIdGroupPairs: [{ groupId: "sg-1" }] }],
      ipPermissionsEgress: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }],
    },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: { ipPermissions: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }] },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: { ipPermissionsEgress: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }] },
  },
  { resourceType: "AWS::EC2::Subnet", configuration: { mapPublicIpOnLaunch: true } },
  { resourceType: "AWS::EC2::VPC", configuration: { isDefault: true } },
  {
    resourceType: "AWS::EC2::VPCEndpoint",
    configuration: { policyDocument: { Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] } },
  },
  { resourceType: "AWS::EC2::VPC", configuration: {} },
  { resourceType: "AWS::EC2::VPNConnection", configuration: { vgwTelemetry: [{ status: "UP" }, { status: "DOWN" }] } },
  {
    resourceType: "AWS::EC2::VPNConnection",
    configuration: { options: { tunnelOptions: [{ ikeVersions: [{ value: "ikev1" }, { value: "ikev2" }] }] } },
  },
  { resourceType: "AWS::ECR::Repository", configuration: { LifecyclePolicy: { LifecyclePolicyText: "" } } },
  { resourceType: "AWS::ECR::Repository", configuration: { ImageScanningConfiguration: { ScanOnPush: false } } },
  { resourceType: "AWS::ECR::Repository", configuration: { ImageTagMutability: "MUTABLE" } },
  {
    resourceType: "AWS::ECS::Service",
    configuration: { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: "ENABLED" } } },
  },
  {
    resourceType: "AWS::ECS::TaskDefinition",
    configuration: { ContainerDefinitions: [{ Name: "web", User: "root" }] },
  },
  { resourceType: "AWS::ECS::TaskDefinition", configuration: { NetworkMode: "host" } },
  {
    resourceType: "AWS::ECS::TaskDefinition",
    configuration: {
      ContainerDefinitions: [{ Name: "web", Environment: [{ Name: "DB_PASSWORD", Value: "[redacted]" }] }],
    },
  },
  {
    resourceType: "AWS::ECS::TaskDefinition",
    configuration: {
      ContainerDefinitions: [
        { Name: "web", Privileged: false },
        { Name: "agent", Privileged: true },
      ],
    },
  },
  {
    resourceType: "AWS::ECS::TaskDefinition",
    configuration: { ContainerDefinitions: [{ Name: "web", LogConfiguration: { LogDriver: "none" } }] },
  },
  { resourceType: "AWS::EFS::FileSystem", configuration: { BackupPolicy: { Status: "DISABLED" } } },
  { resourceType: "AWS::EFS::FileSystem", configuration: { Encrypted: false } },
  { resourceType: "AWS::EKS::Cluster", configuration: { EncryptionConfig: [] } },
  {
    resourceType: "AWS::EKS::Cluster",
    configuration: { ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs: ["0.0.0.0/0"] } },
  },
  { resourceType: "AWS::EKS::Cluster", configuration: { ResourcesVpcConfig: { EndpointPublicAccess: true } } },
  {
    resourceType: "AWS::EKS::Cluster",
    configuration: { Logging: { ClusterLogging: { EnabledTypes: [{ Type: "api" }] } } },
  },
  { resourceType: "AWS::EKS::Cluster", configuration: { Version: "1.27" } },
  {
    resourceType: "AWS::ElasticLoadBalancing::LoadBalancer",
    configuration: { listenerDescriptions: [{ listener: { protocol: "HTTPS" } }, { listener: { protocol: "HTTP" } }] },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::Listener",
    configuration: {
      Protocol: "HTTP",
      DefaultActions: [
        { Type: "forward", TargetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1" },
      ],
    },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::Listener",
    configuration: { Protocol: "HTTPS", SslPolicy: "ELBSecurityPolicy-2016-08" },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    configuration: { type: "application" },
    supplementaryConfiguration: {
      LoadBalancerAttributes: [{ key: "routing.http.drop_invalid_header_fields.enabled", value: "false" }],
    },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    configuration: { type: "application" },
    supplementaryConfiguration: { LoadBalancerAttributes: [{ key: "access_logs.s3.enabled", value: "false" }] },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    configuration: { availabilityZones: [{ zoneName: "eu-west-1a" }] },
  },
  { resourceType: "AWS::GuardDuty::Detector", configuration: { Enable: false } },
  { resourceType: "AWS::Kinesis::Stream", configuration: { StreamEncryption: { EncryptionType: "NONE" } } },
  { resourceType: "AWS::KMS::Key", configuration: { keyState: "PendingDeletion" } },
  {
    resourceType: "AWS::KMS::Key",
    configuration: { keyManager: "CUSTOMER", keySpec: "SYMMETRIC_DEFAULT", origin: "AWS_KMS", keyState: "Enabled" },
    supplementaryConfiguration: { KeyRotationStatus: false },
  },
  {
    resourceType: "AWS::KMS::Key",
    configuration: {},
    supplementaryConfiguration: {
      Policy: {
        Version: "2012-10-17",
        Statement: [{ Sid: "Use", Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" }],
      },
    },
  },
  {
    resourceType: "AWS::Lambda::Function",
    configuration: { environment: { variables: { DB_PASSWORD: "[redacted]" } } },
  },
  {
    resourceType: "AWS::Lambda::Function",
    configuration: {},
    supplementaryConfiguration: {
      Policy: {
        Version: "2012-10-17",
        Statement: [{ Sid: "Call", Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction", Resource: "*" }],
      },
    },
  },
  { resourceType: "AWS::Lambda::Function", configuration: { runtime: "python3.7" } },
  {
    resourceType: "AWS::NetworkFirewall::FirewallPolicy",
    configuration: { firewallPolicy: { statelessDefaultActions: ["aws:pass"] } },
  },
  { resourceType: "AWS::OpenSearch::Domain", configuration: { NodeToNodeEncryptionOptions: { Enabled: false } } },
  { resourceType: "AWS::OpenSearch::Domain", configuration: { EncryptionAtRestOptions: { Enabled: false } } },
  {
    resourceType: "AWS::OpenSearch::Domain",
    configuration: { LogPublishingOptions: { AUDIT_LOGS: { Enabled: false } } },
  },
  { resourceType: "AWS::OpenSearch::Domain", configuration: { DomainEndpointOptions: { EnforceHTTPS: false } } },
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
  { resourceType: "AWS::SecretsManager::Secret", configuration: { RotationEnabled: false } },
  { resourceType: "AWS::SNS::Topic", configuration: { KmsMasterKeyId: "" } },
  {
    resourceType: "AWS::SNS::Topic",
    configuration: {
      Policy: {
        Statement: [{ Sid: "Publish", Effect: "Allow", Principal: { AWS: "*" }, Action: "SNS:Publish", Resource: "*" }],
      },
    },
  },
  { resourceType: "AWS::SQS::Queue", configuration: { SqsManagedSseEnabled: "false" } },
  {
    resourceType: "AWS::SQS::Queue",
    configuration: {
      Policy: {
        Statement: [{ Sid: "Send", Effect: "Allow", Principal: "*", Action: "SQS:SendMessage", Resource: "*" }],
      },
    },
  },
  {
    resourceType: "AWS::SSM::AssociationCompliance",
    configuration: {
      "AWS:ComplianceItem": {
        SchemaVersion: "1.0",
        Content: { Association: { "Association-0": { Id: "Association-0", Status: "NON_COMPLIANT" } } },
      },
    },
  },
  {
    resourceType: "AWS::SSM::PatchCompliance",
    configuration: {
      "AWS:ComplianceItem": {
        SchemaVersion: "1.0",
        Content: {
          Patch: {
            "Patch-0": { Id: "Patch-0", Status: "COMPLIANT" },
            "Patch-1": { Id: "Patch-1", Status: "NON_COMPLIANT" },
          },
        },
      },
    },
  },
];
