import type { ItemTemplate } from "../config-items.ts";

export const BAD_AUTO_SCALING: readonly ItemTemplate[] = [
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
];

export const BAD_INSTANCES: readonly ItemTemplate[] = [
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
];

export const BAD_ECS: readonly ItemTemplate[] = [
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
];

export const BAD_EKS: readonly ItemTemplate[] = [
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
];

export const BAD_LAMBDA: readonly ItemTemplate[] = [
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
];
