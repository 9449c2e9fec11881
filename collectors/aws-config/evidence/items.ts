import { defineKind, type EvidenceKind, type RedactionRule } from "#sdk";
import { ConfigurationItem, itemKey } from "./item.ts";

export interface ItemKindOptions {
  /** Paths under the item whose values may be secrets. */
  readonly mask?: readonly (readonly [path: string, why: string])[];
  readonly remove?: readonly (readonly [path: string, why: string])[];
  readonly personalData?: boolean;
  /** Resources of no region: `home` types are recorded in the partition's home region only, `any` in any region. */
  readonly global?: "home" | "any";
}

/** Options of every item kind, by resource type: what the collector asks for. */
export interface ItemType {
  readonly resourceType: string;
  readonly kind: EvidenceKind<ConfigurationItem>;
  readonly global: "home" | "any" | undefined;
}

const registered: ItemType[] = [];

function itemKind(
  resourceType: string,
  id: string,
  title: string,
  options: ItemKindOptions = {},
): EvidenceKind<ConfigurationItem> {
  const rules = (rule: RedactionRule["rule"], paths: ItemKindOptions["mask"] = []): RedactionRule[] =>
    paths.map(([path, why]) => ({ path, rule, why }));
  const kind = defineKind({
    id: `aws-config.${id}`,
    version: 1,
    title,
    schema: ConfigurationItem,
    key: itemKey,
    sensitivity: "internal",
    personalData: options.personalData ?? false,
    redact: [...rules("mask", options.mask), ...rules("remove", options.remove)],
    population: `Current ${resourceType} items of the account that AWS Config has recorded, in every region whose recorder records the type, by SelectResourceConfig in each region, or by SelectAggregateResourceConfig where an organization aggregator covers account and region. A region whose recorder is off or does not record the type is a gap.`,
  });
  registered.push({ resourceType, kind, global: options.global });
  return kind;
}

const ENVIRONMENT = "environment variables often hold credentials";
const USER_DATA = "start-up scripts often hold credentials";
const DATABASE_PASSWORD = "a password being changed";

// Storage
export const s3BucketKind = itemKind("AWS::S3::Bucket", "s3-bucket", "S3 bucket");
export const s3AccountPublicAccessBlockKind = itemKind(
  "AWS::S3::AccountPublicAccessBlock",
  "s3-account-public-access-block",
  "S3 public access block of the account",
  { global: "any" },
);
export const s3AccessPointKind = itemKind("AWS::S3::AccessPoint", "s3-access-point", "S3 access point");
export const efsFileSystemKind = itemKind("AWS::EFS::FileSystem", "efs-file-system", "EFS file system");
export const ec2VolumeKind = itemKind("AWS::EC2::Volume", "ec2-volume", "EBS volume");
export const ec2SnapshotBlockPublicAccessKind = itemKind(
  "AWS::EC2::SnapshotBlockPublicAccess",
  "ec2-snapshot-block-public-access",
  "Block of public EBS snapshots",
);
export const ecrRepositoryKind = itemKind("AWS::ECR::Repository", "ecr-repository", "ECR repository");

// Databases
export const rdsInstanceKind = itemKind("AWS::RDS::DBInstance", "rds-instance", "RDS database instance", {
  mask: [["configuration.pendingModifiedValues.masterUserPassword", DATABASE_PASSWORD]],
});
export const rdsClusterKind = itemKind("AWS::RDS::DBCluster", "rds-cluster", "RDS database cluster", {
  mask: [["configuration.pendingModifiedValues.masterUserPassword", DATABASE_PASSWORD]],
});
export const rdsSnapshotKind = itemKind("AWS::RDS::DBSnapshot", "rds-snapshot", "RDS snapshot");
export const rdsClusterSnapshotKind = itemKind(
  "AWS::RDS::DBClusterSnapshot",
  "rds-cluster-snapshot",
  "RDS cluster snapshot",
);
export const dynamodbTableKind = itemKind("AWS::DynamoDB::Table", "dynamodb-table", "DynamoDB table");
export const redshiftClusterKind = itemKind("AWS::Redshift::Cluster", "redshift-cluster", "Redshift cluster", {
  mask: [["configuration.pendingModifiedValues.masterUserPassword", DATABASE_PASSWORD]],
});
export const openSearchDomainKind = itemKind("AWS::OpenSearch::Domain", "opensearch-domain", "OpenSearch domain", {
  mask: [["configuration.AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword", DATABASE_PASSWORD]],
});

// Compute
export const ec2InstanceKind = itemKind("AWS::EC2::Instance", "ec2-instance", "EC2 instance", {
  mask: [
    ["configuration.userData", USER_DATA],
    ["configuration.UserData", USER_DATA],
  ],
});
export const launchTemplateKind = itemKind("AWS::EC2::LaunchTemplate", "ec2-launch-template", "EC2 launch template", {
  mask: [["configuration.LaunchTemplateData.UserData", USER_DATA]],
});
export const launchConfigurationKind = itemKind(
  "AWS::AutoScaling::LaunchConfiguration",
  "autoscaling-launch-configuration",
  "Auto Scaling launch configuration",
  { mask: [["configuration.userData", USER_DATA]] },
);
export const autoScalingGroupKind = itemKind(
  "AWS::AutoScaling::AutoScalingGroup",
  "autoscaling-group",
  "Auto Scaling group",
);
export const lambdaFunctionKind = itemKind("AWS::Lambda::Function", "lambda-function", "Lambda function", {
  mask: [
    ["configuration.environment.variables.*", ENVIRONMENT],
    ["configuration.Environment.Variables.*", ENVIRONMENT],
  ],
});
export const ecsClusterKind = itemKind("AWS::ECS::Cluster", "ecs-cluster", "ECS cluster");
export const ecsServiceKind = itemKind("AWS::ECS::Service", "ecs-service", "ECS service");
export const ecsTaskDefinitionKind = itemKind(
  "AWS::ECS::TaskDefinition",
  "ecs-task-definition",
  "ECS task definition",
  {
    mask: [
      ["configuration.ContainerDefinitions.*.Environment.*.Value", ENVIRONMENT],
      ["configuration.containerDefinitions.*.environment.*.value", ENVIRONMENT],
      ["configuration.ContainerDefinitions.*.Command", "commands are written with credentials at times"],
      ["configuration.ContainerDefinitions.*.EntryPoint", "commands are written with credentials at times"],
      ["configuration.ContainerDefinitions.*.HealthCheck.Command", "commands are written with credentials at times"],
      ["configuration.ContainerDefinitions.*.LogConfiguration.Options.*", "log drivers take tokens as options"],
    ],
  },
);
export const eksClusterKind = itemKind("AWS::EKS::Cluster", "eks-cluster", "EKS cluster");

// Network
export const securityGroupKind = itemKind("AWS::EC2::SecurityGroup", "ec2-security-group", "Security group");
export const networkAclKind = itemKind("AWS::EC2::NetworkAcl", "ec2-network-acl", "Network ACL");
export const vpcKind = itemKind("AWS::EC2::VPC", "ec2-vpc", "VPC");
export const subnetKind = itemKind("AWS::EC2::Subnet", "ec2-subnet", "Subnet");
export const routeTableKind = itemKind("AWS::EC2::RouteTable", "ec2-route-table", "Route table");
export const flowLogKind = itemKind("AWS::EC2::FlowLog", "ec2-flow-log", "VPC flow log");
export const vpcEndpointKind = itemKind("AWS::EC2::VPCEndpoint", "ec2-vpc-endpoint", "VPC endpoint");
export const vpcPeeringKind = itemKind("AWS::EC2::VPCPeeringConnection", "ec2-vpc-peering", "VPC peering connection");
export const internetGatewayKind = itemKind("AWS::EC2::InternetGateway", "ec2-internet-gateway", "Internet gateway");
export const networkInterfaceKind = itemKind(
  "AWS::EC2::NetworkInterface",
  "ec2-network-interface",
  "Network interface",
);
export const elasticIpKind = itemKind("AWS::EC2::EIP", "ec2-elastic-ip", "Elastic IP address");
export const transitGatewayKind = itemKind("AWS::EC2::TransitGateway", "ec2-transit-gateway", "Transit gateway");
export const vpnConnectionKind = itemKind("AWS::EC2::VPNConnection", "ec2-vpn-connection", "VPN connection", {
  mask: [
    ["configuration.customerGatewayConfiguration", "holds the pre-shared keys of the tunnels"],
    ["configuration.options.tunnelOptions.*.preSharedKey", "pre-shared key of a tunnel"],
    ["configuration.VpnTunnelOptionsSpecifications.*.PreSharedKey", "pre-shared key of a tunnel"],
  ],
});
export const clientVpnKind = itemKind("AWS::EC2::ClientVpnEndpoint", "ec2-client-vpn-endpoint", "Client VPN endpoint");
export const networkFirewallKind = itemKind(
  "AWS::NetworkFirewall::Firewall",
  "network-firewall",
  "Network Firewall firewall",
);
export const networkFirewallPolicyKind = itemKind(
  "AWS::NetworkFirewall::FirewallPolicy",
  "network-firewall-policy",
  "Network Firewall policy",
);
export const dnsFirewallRuleGroupKind = itemKind(
  "AWS::Route53Resolver::FirewallRuleGroup",
  "dns-firewall-rule-group",
  "Route 53 Resolver DNS Firewall rule group",
);
export const dnsFirewallAssociationKind = itemKind(
  "AWS::Route53Resolver::FirewallRuleGroupAssociation",
  "dns-firewall-association",
  "DNS Firewall rule group's association with a VPC",
);
export const resolverQueryLogKind = itemKind(
  "AWS::Route53Resolver::ResolverQueryLoggingConfig",
  "resolver-query-logging",
  "Route 53 Resolver query logging",
);
export const resolverQueryLogAssociationKind = itemKind(
  "AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation",
  "resolver-query-logging-association",
  "Resolver query logging's association with a VPC",
);
export const hostedZoneKind = itemKind("AWS::Route53::HostedZone", "route53-hosted-zone", "Route 53 hosted zone", {
  global: "home",
});

// Load balancers, CDN, API, web application firewall
export const loadBalancerKind = itemKind(
  "AWS::ElasticLoadBalancingV2::LoadBalancer",
  "elbv2-load-balancer",
  "Application, network or gateway load balancer",
);
export const listenerKind = itemKind(
  "AWS::ElasticLoadBalancingV2::Listener",
  "elbv2-listener",
  "Listener of a load balancer",
  {
    mask: [
      ["configuration.DefaultActions.*.AuthenticateOidcConfig.ClientSecret", "OIDC client secret"],
      ["configuration.defaultActions.*.authenticateOidcConfig.clientSecret", "OIDC client secret"],
    ],
  },
);
export const classicLoadBalancerKind = itemKind(
  "AWS::ElasticLoadBalancing::LoadBalancer",
  "elb-load-balancer",
  "Classic load balancer",
);
const ORIGIN_HEADER = "headers to the origin often carry a shared secret";
export const cloudfrontDistributionKind = itemKind(
  "AWS::CloudFront::Distribution",
  "cloudfront-distribution",
  "CloudFront distribution",
  {
    global: "home",
    mask: [
      ["configuration.distributionConfig.origins.items.*.customHeaders.items.*.headerValue", ORIGIN_HEADER],
      ["configuration.DistributionConfig.Origins.*.OriginCustomHeaders.*.HeaderValue", ORIGIN_HEADER],
    ],
  },
);
export const apiGatewayRestApiKind = itemKind("AWS::ApiGateway::RestApi", "api-gateway-rest-api", "REST API", {
  remove: [["configuration.body", "an imported definition, large and of no use here"]],
});
export const apiGatewayStageKind = itemKind("AWS::ApiGateway::Stage", "api-gateway-stage", "REST API stage", {
  mask: [["configuration.variables.*", "stage variables hold credentials at times"]],
});
export const apiGatewayV2StageKind = itemKind(
  "AWS::ApiGatewayV2::Stage",
  "api-gateway-v2-stage",
  "HTTP or WebSocket API stage",
  {
    mask: [
      ["configuration.stageVariables.*", "stage variables hold credentials at times"],
      ["configuration.StageVariables.*", "stage variables hold credentials at times"],
    ],
  },
);
export const webAclKind = itemKind("AWS::WAFv2::WebACL", "wafv2-web-acl", "WAF web ACL");

// Keys, certificates, secrets
export const kmsKeyKind = itemKind("AWS::KMS::Key", "kms-key", "KMS key");
export const acmCertificateKind = itemKind("AWS::ACM::Certificate", "acm-certificate", "ACM certificate");
export const secretKind = itemKind("AWS::SecretsManager::Secret", "secretsmanager-secret", "Secrets Manager secret", {
  mask: [
    ["configuration.SecretString", "the secret itself"],
    ["configuration.GenerateSecretString.SecretStringTemplate", "may hold a part of the secret"],
  ],
});

// Logs, monitoring, detection
export const cloudtrailTrailKind = itemKind("AWS::CloudTrail::Trail", "cloudtrail-trail", "CloudTrail trail");
export const cloudwatchAlarmKind = itemKind("AWS::CloudWatch::Alarm", "cloudwatch-alarm", "CloudWatch alarm");
export const guarddutyDetectorKind = itemKind("AWS::GuardDuty::Detector", "guardduty-detector", "GuardDuty detector");
export const securityHubStandardKind = itemKind(
  "AWS::SecurityHub::Standard",
  "securityhub-standard",
  "Security Hub standard that is switched on",
);
export const inspectorActivationKind = itemKind(
  "AWS::InspectorV2::Activation",
  "inspector-activation",
  "Amazon Inspector activation",
);

// Backup
export const backupPlanKind = itemKind("AWS::Backup::BackupPlan", "backup-plan", "Backup plan");
export const backupSelectionKind = itemKind("AWS::Backup::BackupSelection", "backup-selection", "Backup selection");
export const backupVaultKind = itemKind("AWS::Backup::BackupVault", "backup-vault", "Backup vault");
export const recoveryPointKind = itemKind("AWS::Backup::RecoveryPoint", "backup-recovery-point", "Recovery point");
export const restoreTestingPlanKind = itemKind(
  "AWS::Backup::RestoreTestingPlan",
  "backup-restore-testing-plan",
  "Restore testing plan",
);

// Queues and messages
export const snsTopicKind = itemKind("AWS::SNS::Topic", "sns-topic", "SNS topic", {
  mask: [
    ["configuration.Subscription.*.Endpoint", "addresses of people, or URLs with tokens"],
    ["configuration.subscriptions.*.endpoint", "addresses of people, or URLs with tokens"],
  ],
});
export const sqsQueueKind = itemKind("AWS::SQS::Queue", "sqs-queue", "SQS queue");
export const kinesisStreamKind = itemKind("AWS::Kinesis::Stream", "kinesis-stream", "Kinesis data stream");

// Build, change, management
export const cloudformationStackKind = itemKind(
  "AWS::CloudFormation::Stack",
  "cloudformation-stack",
  "CloudFormation stack",
  {
    mask: [
      ["configuration.parameters.*.parameterValue", "parameters hold credentials at times"],
      ["configuration.parameters.*.resolvedValue", "parameters hold credentials at times"],
      ["configuration.outputs.*.outputValue", "outputs hold credentials at times"],
    ],
  },
);
export const codebuildProjectKind = itemKind("AWS::CodeBuild::Project", "codebuild-project", "CodeBuild project", {
  mask: [
    ["configuration.environment.environmentVariables.*.value", ENVIRONMENT],
    ["configuration.source.buildSpec", "inline build commands hold credentials at times"],
    ["configuration.secondarySources.*.buildSpec", "inline build commands hold credentials at times"],
    ["configuration.webhook.secret", "webhook secret"],
  ],
});
export const codepipelinePipelineKind = itemKind(
  "AWS::CodePipeline::Pipeline",
  "codepipeline-pipeline",
  "CodePipeline pipeline",
  { mask: [["configuration.stages.*.actions.*.configuration.*", "action settings hold OAuth tokens"]] },
);
export const codedeployGroupKind = itemKind(
  "AWS::CodeDeploy::DeploymentGroup",
  "codedeploy-deployment-group",
  "CodeDeploy deployment group",
);
export const managedInstanceKind = itemKind(
  "AWS::SSM::ManagedInstanceInventory",
  "ssm-managed-instance",
  "Inventory of a managed instance",
);
export const patchComplianceKind = itemKind(
  "AWS::SSM::PatchCompliance",
  "ssm-patch-compliance",
  "Patch state of a managed instance",
);
export const associationComplianceKind = itemKind(
  "AWS::SSM::AssociationCompliance",
  "ssm-association-compliance",
  "State Manager association of a managed instance",
);

/** Every resource type that has a kind of its own. */
export const ITEM_TYPES: readonly ItemType[] = registered;
