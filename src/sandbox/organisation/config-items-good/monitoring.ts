import type { ItemTemplate } from "../config-items.ts";

export const GOOD_MONITORING: readonly ItemTemplate[] = [
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
];
