import type { ItemTemplate } from "./config-items.ts";

/** One well-kept resource of every type that has a kind of evidence, in AWS Config's own shape. */
export const GOOD_ITEMS: readonly ItemTemplate[] = [
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
  {
    resourceType: "AWS::EC2::Instance",
    configuration: {
      instanceId: "i-0a1b2c3d4e5f6a7b8",
      state: { name: "running" },
      userData: "canary-userdata-1f40",
      networkInterfaces: [{ privateIpAddress: "10.0.0.4" }],
      iamInstanceProfile: { arn: "arn:aws:iam::111122223333:instance-profile/web" },
      monitoring: { state: "enabled" },
      metadataOptions: { httpTokens: "required" },
    },
    resourceId: "i-0a1b2c3d4e5f6a7b8",
  },
  {
    resourceType: "AWS::EC2::LaunchTemplate",
    configuration: {
      LaunchTemplateName: "dispatch",
      LaunchTemplateData: { UserData: "canary-template-8c22", MetadataOptions: { HttpTokens: "required" } },
    },
  },
  {
    resourceType: "AWS::AutoScaling::LaunchConfiguration",
    configuration: {
      launchConfigurationName: "old-dispatch",
      userData: "canary-launchconf-2d7b",
      associatePublicIpAddress: false,
      metadataOptions: { httpTokens: "required" },
    },
  },
  {
    resourceType: "AWS::AutoScaling::AutoScalingGroup",
    configuration: {
      autoScalingGroupName: "dispatch",
      minSize: 2,
      maxSize: 6,
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      healthCheckType: "ELB",
      capacityRebalance: true,
      targetGroupARNs: ["tg"],
    },
  },
  {
    resourceType: "AWS::Lambda::Function",
    configuration: {
      functionName: "tariff-import",
      runtime: "nodejs24.x",
      handler: "index.handler",
      timeout: 30,
      memorySize: 256,
      tracingConfig: { mode: "Active" },
      vpcConfig: { subnetIds: ["subnet-0a1b2c3d", "subnet-4e5f6a7b"], securityGroupIds: ["sg-0123456789abcdef0"] },
      deadLetterConfig: { targetArn: "arn:aws:sqs:eu-central-1:111122223333:dead-letters" },
      environment: { variables: { STAGE: "prod", STAGE_NAME: "canary-lambda-7d1f", TOKEN_ARN: "[redacted]" } },
    },
    supplementaryConfiguration: {
      Policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Call",
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "lambda:InvokeFunction",
            Resource: "*",
            Condition: { StringEquals: { "AWS:SourceAccount": "111122223333" } },
          },
        ],
      },
    },
  },
  {
    resourceType: "AWS::ECS::Cluster",
    configuration: { ClusterName: "yard", ClusterSettings: [{ Name: "containerInsights", Value: "enabled" }] },
  },
  {
    resourceType: "AWS::ECS::Service",
    configuration: {
      ServiceName: "planner",
      LaunchType: "FARGATE",
      PlatformVersion: "LATEST",
      DesiredCount: 2,
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: "DISABLED" } },
    },
  },
  {
    resourceType: "AWS::ECS::TaskDefinition",
    configuration: {
      Family: "planner",
      NetworkMode: "awsvpc",
      ContainerDefinitions: [
        {
          Name: "web",
          Image: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/planner:42",
          Privileged: false,
          ReadonlyRootFilesystem: true,
          User: "1000:1000",
          Essential: true,
          Environment: [{ Name: "STAGE", Value: "canary-ecs-51c9" }],
          LogConfiguration: { LogDriver: "awslogs", Options: { "awslogs-group": "/ecs/planner" } },
          Secrets: [{ Name: "DB_PASSWORD", ValueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db" }],
        },
      ],
    },
  },
  {
    resourceType: "AWS::EKS::Cluster",
    configuration: {
      EncryptionConfig: [
        { Resources: ["secrets"], Provider: { KeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234" } },
      ],
      ResourcesVpcConfig: { EndpointPublicAccess: false },
      Logging: { ClusterLogging: { EnabledTypes: [{ Type: "api" }, { Type: "audit" }, { Type: "authenticator" }] } },
      Version: "1.34",
    },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: {
      ipPermissions: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, ipRanges: ["0.0.0.0/0"] }],
      groupName: "web",
      ipPermissionsEgress: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, ipRanges: ["0.0.0.0/0"] }],
      vpcId: "vpc-0a1b2c3d",
    },
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
          portRange: { from: 443, to: 443 },
        },
      ],
    },
  },
  {
    resourceType: "AWS::EC2::VPC",
    configuration: { isDefault: false, vpcId: "vpc-0a1b2c3d", cidrBlock: "10.20.0.0/16" },
    resourceId: "vpc-0a1b2c3d",
  },
  { resourceType: "AWS::EC2::Subnet", configuration: { mapPublicIpOnLaunch: false } },
  {
    resourceType: "AWS::EC2::RouteTable",
    configuration: {
      routeTableId: "rtb-0a1b2c3d",
      vpcId: "vpc-0a1b2c3d",
      routes: [{ destinationCidrBlock: "10.20.0.0/16", gatewayId: "local", state: "active" }],
      associations: [{ main: true }],
    },
  },
  {
    resourceType: "AWS::EC2::FlowLog",
    configuration: {
      deliverLogsStatus: "SUCCESS",
      resourceId: "vpc-0a1b2c3d",
      trafficType: "ALL",
      flowLogStatus: "ACTIVE",
    },
  },
  {
    resourceType: "AWS::EC2::VPCEndpoint",
    configuration: {
      policyDocument: {
        Statement: [
          {
            Effect: "Allow",
            Principal: "*",
            Action: "*",
            Resource: "*",
            Condition: { StringEquals: { "aws:ResourceOrgID": "o-example" } },
          },
        ],
      },
      vpcId: "vpc-0a1b2c3d",
      state: "available",
      serviceName: "com.amazonaws.eu-central-1.s3",
    },
  },
  {
    resourceType: "AWS::EC2::VPCPeeringConnection",
    configuration: {
      vpcPeeringConnectionId: "pcx-0a1b2c3d",
      status: { code: "active" },
      accepterVpcInfo: {
        ownerId: "444455556666",
        vpcId: "vpc-4e5f6a7b",
        peeringOptions: { allowDnsResolutionFromRemoteVpc: true },
      },
      requesterVpcInfo: { ownerId: "111122223333", vpcId: "vpc-0a1b2c3d" },
    },
  },
  {
    resourceType: "AWS::EC2::InternetGateway",
    configuration: { internetGatewayId: "igw-0a1b2c3d", attachments: [{ state: "available", vpcId: "vpc-0a1b2c3d" }] },
  },
  {
    resourceType: "AWS::EC2::NetworkInterface",
    configuration: {
      networkInterfaceId: "eni-0a1b2c3d",
      vpcId: "vpc-0a1b2c3d",
      status: "in-use",
      sourceDestCheck: true,
    },
  },
  { resourceType: "AWS::EC2::EIP", configuration: { associationId: "eipassoc-1" } },
  {
    resourceType: "AWS::EC2::TransitGateway",
    configuration: {
      Id: "tgw-0a1b2c3d",
      AutoAcceptSharedAttachments: "disable",
      DefaultRouteTableAssociation: "disable",
    },
  },
  {
    resourceType: "AWS::EC2::VPNConnection",
    configuration: {
      vpnConnectionId: "vpn-0a1b2c3d",
      state: "available",
      customerGatewayConfiguration: "<pre_shared_key>canary-vpn-77ac</pre_shared_key>",
      vgwTelemetry: [{ status: "UP" }, { status: "UP" }],
      options: { tunnelOptions: [{ ikeVersions: [{ value: "ikev2" }] }, { ikeVersions: [{ value: "ikev2" }] }] },
    },
  },
  {
    resourceType: "AWS::EC2::ClientVpnEndpoint",
    configuration: {
      ConnectionLogOptions: { Enabled: true },
      AuthenticationOptions: [{ Type: "federated-authentication" }],
    },
  },
  {
    resourceType: "AWS::NetworkFirewall::Firewall",
    configuration: {
      FirewallName: "edge",
      DeleteProtection: true,
      FirewallPolicyChangeProtection: true,
      SubnetChangeProtection: true,
      VpcId: "vpc-0a1b2c3d",
    },
  },
  {
    resourceType: "AWS::NetworkFirewall::FirewallPolicy",
    configuration: {
      FirewallPolicyName: "edge",
      FirewallPolicy: {
        StatelessDefaultActions: ["aws:forward_to_sfe"],
        StatelessFragmentDefaultActions: ["aws:drop"],
        StatefulRuleGroupReferences: [
          { ResourceArn: "arn:aws:network-firewall:eu-central-1:111122223333:stateful-rulegroup/domains" },
        ],
      },
      firewallPolicy: { statelessDefaultActions: ["aws:drop"] },
    },
  },
  {
    resourceType: "AWS::Route53Resolver::FirewallRuleGroup",
    configuration: {
      Name: "known-bad",
      RuleCount: 3,
      Status: "COMPLETE",
      FirewallRules: [{ Action: "BLOCK", Priority: 1 }],
    },
  },
  {
    resourceType: "AWS::Route53Resolver::FirewallRuleGroupAssociation",
    configuration: { Name: "known-bad-main", VpcId: "vpc-0a1b2c3d", MutationProtection: "ENABLED", Status: "COMPLETE" },
  },
  {
    resourceType: "AWS::Route53Resolver::ResolverQueryLoggingConfig",
    configuration: {
      Name: "all-queries",
      DestinationArn: "arn:aws:s3:::meridian-dns-log",
      Status: "CREATED",
      AssociationCount: 1,
    },
  },
  {
    resourceType: "AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation",
    configuration: { ResourceId: "vpc-0a1b2c3d", Status: "ACTIVE" },
  },
  {
    resourceType: "AWS::Route53::HostedZone",
    configuration: {
      Id: "Z0EXAMPLE",
      Name: "freight.example.com.",
      HostedZoneConfig: { PrivateZone: false },
      QueryLoggingConfig: {
        CloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:/route53/freight",
      },
    },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    configuration: { type: "application", availabilityZones: [{ zoneName: "eu-west-1a" }, { zoneName: "eu-west-1b" }] },
    supplementaryConfiguration: {
      LoadBalancerAttributes: [
        { key: "routing.http.drop_invalid_header_fields.enabled", value: "true" },
        { key: "access_logs.s3.enabled", value: "true" },
      ],
    },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::Listener",
    configuration: { Protocol: "HTTPS", SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
  },
  {
    resourceType: "AWS::ElasticLoadBalancing::LoadBalancer",
    configuration: { listenerDescriptions: [{ listener: { protocol: "HTTPS" } }] },
  },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: {
      distributionConfig: {
        origins: {
          items: [
            {
              id: "app",
              customHeaders: { items: [{ headerName: "X-Origin-Key", headerValue: "canary-origin-5b61" }] },
              originAccessControlId: "E2EXAMPLE",
              s3OriginConfig: { originAccessIdentity: "" },
              customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: { items: ["TLSv1.2"] } },
            },
          ],
        },
        webACLId: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/web/1",
        logging: { enabled: true },
        defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
        cacheBehaviors: { quantity: 0 },
        viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021", cloudFrontDefaultCertificate: false },
      },
    },
  },
  {
    resourceType: "AWS::ApiGateway::RestApi",
    configuration: {
      name: "tracking",
      endpointConfiguration: { types: ["REGIONAL"] },
      disableExecuteApiEndpoint: true,
    },
  },
  {
    resourceType: "AWS::ApiGateway::Stage",
    configuration: {
      stageName: "live",
      variables: { backendKey: "canary-stage-0a7e" },
      webAclArn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/web/1",
      accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:api" },
    },
  },
  {
    resourceType: "AWS::ApiGatewayV2::Stage",
    configuration: { accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:api" } },
  },
  {
    resourceType: "AWS::WAFv2::WebACL",
    configuration: {
      Name: "portal",
      DefaultAction: { Allow: {} },
      Rules: [{ Name: "common", Priority: 1 }],
      LoggingConfiguration: { LogDestinationConfigs: ["arn:aws:s3:::aws-waf-logs-meridian"] },
    },
  },
  {
    resourceType: "AWS::KMS::Key",
    configuration: { keyState: "Enabled", keyManager: "CUSTOMER", keySpec: "SYMMETRIC_DEFAULT", origin: "AWS_KMS" },
    supplementaryConfiguration: {
      KeyRotationStatus: true,
      Policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Use",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::111122223333:root" },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      },
    },
  },
  {
    resourceType: "AWS::ACM::Certificate",
    configuration: {
      domainName: "portal.example.com",
      status: "ISSUED",
      type: "AMAZON_ISSUED",
      keyAlgorithm: "RSA-2048",
      notAfter: "2027-06-01T12:00:00.000Z",
      renewalEligibility: "ELIGIBLE",
      inUseBy: ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/1"],
    },
  },
  {
    resourceType: "AWS::SecretsManager::Secret",
    configuration: {
      Name: "ledger/database",
      KmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      RotationEnabled: true,
      RotationRules: { AutomaticallyAfterDays: 30 },
      LastRotatedDate: "2026-11-10T08:00:00.000Z",
      LastAccessedDate: "2026-11-19T00:00:00.000Z",
    },
  },
  {
    resourceType: "AWS::CloudTrail::Trail",
    configuration: {
      cloudWatchLogsLogGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*",
      kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1234",
      includeGlobalServiceEvents: true,
      logFileValidationEnabled: true,
    },
  },
  {
    resourceType: "AWS::CloudWatch::Alarm",
    configuration: {
      alarmName: "root-sign-in",
      actionsEnabled: true,
      alarmActions: ["arn:aws:sns:eu-west-1:111122223333:on-call"],
      stateValue: "OK",
      metricName: "RootAccountUsage",
    },
  },
  { resourceType: "AWS::GuardDuty::Detector", configuration: { Enable: true } },
  {
    resourceType: "AWS::SecurityHub::Standard",
    configuration: { StandardsArn: "arn:aws:securityhub:::standards/aws-foundational-security-best-practices/v/1.0.0" },
  },
  {
    resourceType: "AWS::InspectorV2::Activation",
    configuration: { ResourceTypes: ["EC2", "ECR", "LAMBDA"], Status: "ENABLED" },
  },
  {
    resourceType: "AWS::Backup::BackupPlan",
    configuration: {
      BackupPlan: {
        BackupPlanName: "daily",
        BackupPlanRule: [
          {
            RuleName: "daily",
            ScheduleExpression: "cron(0 5 ? * * *)",
            TargetBackupVault: "central",
            Lifecycle: { DeleteAfterDays: 35 },
            CopyActions: [{ DestinationBackupVaultArn: "arn:aws:backup:eu-south-2:999999999999:backup-vault:central" }],
          },
        ],
      },
    },
  },
  {
    resourceType: "AWS::Backup::BackupSelection",
    configuration: {
      BackupSelection: {
        SelectionName: "tagged",
        ListOfTags: [{ ConditionType: "STRINGEQUALS", ConditionKey: "backup", ConditionValue: "daily" }],
      },
    },
  },
  {
    resourceType: "AWS::Backup::BackupVault",
    configuration: {
      BackupVaultName: "central",
      EncryptionKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      LockConfiguration: { MinRetentionDays: 30, MaxRetentionDays: 365, ChangeableForDays: 3 },
      AccessPolicy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Principal: "*", Action: "backup:DeleteRecoveryPoint", Resource: "*" }],
      },
    },
  },
  { resourceType: "AWS::Backup::RecoveryPoint", configuration: { IsEncrypted: true } },
  {
    resourceType: "AWS::Backup::RestoreTestingPlan",
    configuration: { RestoreTestingPlanName: "quarterly", ScheduleExpression: "cron(0 4 1 */3 ? *)" },
  },
  {
    resourceType: "AWS::SNS::Topic",
    configuration: {
      TopicArn: "arn:aws:sns:eu-central-1:111122223333:alerts",
      KmsMasterKeyId: "alias/aws/sns",
      DisplayName: "alerts",
      Subscription: [{ Protocol: "https", Endpoint: "https://hooks.example.com/canary-sns-93b2" }],
      Policy: {
        Statement: [
          {
            Sid: "Publish",
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "SNS:Publish",
            Resource: "*",
            Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } },
          },
        ],
      },
    },
  },
  {
    resourceType: "AWS::SQS::Queue",
    configuration: {
      QueueArn: "arn:aws:sqs:eu-central-1:111122223333:orders",
      KmsMasterKeyId: "alias/messages",
      SqsManagedSseEnabled: "true",
      RedrivePolicy: { deadLetterTargetArn: "arn:aws:sqs:eu-central-1:111122223333:dead-letters", maxReceiveCount: 5 },
      Policy: {
        Statement: [
          {
            Sid: "Send",
            Effect: "Allow",
            Principal: "*",
            Action: "SQS:SendMessage",
            Resource: "*",
            Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders" } },
          },
        ],
      },
    },
  },
  { resourceType: "AWS::Kinesis::Stream", configuration: { StreamEncryption: { EncryptionType: "KMS" } } },
  {
    resourceType: "AWS::CloudFormation::Stack",
    configuration: {
      stackName: "network",
      stackStatus: "CREATE_COMPLETE",
      parameters: [{ parameterKey: "DatabasePassword", parameterValue: "canary-stack-ab19" }],
      outputs: [{ outputKey: "Token", outputValue: "canary-output-40ee" }],
      driftInformation: { stackDriftStatus: "IN_SYNC" },
      enableTerminationProtection: true,
    },
  },
  {
    resourceType: "AWS::CodeBuild::Project",
    configuration: {
      name: "portal",
      environment: {
        environmentVariables: [{ name: "DB_PASSWORD", type: "SECRETS_MANAGER", value: "[redacted]" }],
        privilegedMode: false,
      },
      logsConfig: { cloudWatchLogs: { status: "ENABLED" } },
      source: {
        type: "GITHUB",
        location: "https://github.com/example/app.git",
        buildSpec: "phases: {build: {commands: [publish --token canary-build-f7a3]}}",
      },
    },
  },
  {
    resourceType: "AWS::CodePipeline::Pipeline",
    configuration: {
      name: "portal",
      stages: [
        {
          name: "Source",
          actions: [{ actionTypeId: { category: "Source" }, configuration: { OAuthToken: "canary-pipeline-66d0" } }],
        },
        { name: "Build", actions: [{ actionTypeId: { category: "Build" } }] },
        { name: "Approval", actions: [{ actionTypeId: { category: "Approval" } }] },
        { name: "Deploy", actions: [{ actionTypeId: { category: "Deploy" } }] },
      ],
    },
  },
  {
    resourceType: "AWS::CodeDeploy::DeploymentGroup",
    configuration: {
      deploymentGroupName: "portal",
      autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
    },
  },
  {
    resourceType: "AWS::SSM::ManagedInstanceInventory",
    configuration: {
      "AWS:InstanceInformation": {
        Content: {
          "i-0a1b2c3d4e5f6a7b8": { PlatformName: "Amazon Linux", PlatformVersion: "2023", InstanceStatus: "Active" },
        },
      },
    },
    resourceId: "i-0a1b2c3d4e5f6a7b8",
  },
  {
    resourceType: "AWS::SSM::PatchCompliance",
    configuration: {
      "AWS:ComplianceItem": {
        SchemaVersion: "1.0",
        Content: {
          Patch: {
            "Patch-0": { Id: "Patch-0", Status: "COMPLIANT" },
            "Patch-1": { Id: "Patch-1", Status: "COMPLIANT" },
          },
        },
      },
    },
  },
  {
    resourceType: "AWS::SSM::AssociationCompliance",
    configuration: {
      "AWS:ComplianceItem": {
        SchemaVersion: "1.0",
        Content: { Association: { "Association-0": { Id: "Association-0", Status: "COMPLIANT" } } },
      },
    },
  },
  {
    resourceType: "AWS::EC2::VPC",
    configuration: { isDefault: true, vpcId: "vpc-0default0", cidrBlock: "172.31.0.0/16" },
    resourceId: "vpc-0default0",
  },
  {
    resourceType: "AWS::EC2::FlowLog",
    configuration: {
      deliverLogsStatus: "SUCCESS",
      resourceId: "vpc-0default0",
      trafficType: "ALL",
      flowLogStatus: "ACTIVE",
    },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: { groupName: "default", vpcId: "vpc-0a1b2c3d", ipPermissions: [], ipPermissionsEgress: [] },
  },
];
