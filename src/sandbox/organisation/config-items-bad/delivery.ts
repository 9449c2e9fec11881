import type { ItemTemplate } from "../config-items.ts";

export const BAD_STACKS: readonly ItemTemplate[] = [
  { resourceType: "AWS::CloudFormation::Stack", configuration: { driftInformation: { stackDriftStatus: "DRIFTED" } } },
  { resourceType: "AWS::CloudFormation::Stack", configuration: { enableTerminationProtection: false } },
];

export const BAD_CODE_SERVICES: readonly ItemTemplate[] = [
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
];
