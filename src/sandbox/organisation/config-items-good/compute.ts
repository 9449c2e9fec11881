import type { ItemTemplate } from "../config-items.ts";

export const GOOD_COMPUTE: readonly ItemTemplate[] = [
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
];
