import type { ItemTemplate } from "../config-items.ts";

export const GOOD_DELIVERY: readonly ItemTemplate[] = [
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
];
