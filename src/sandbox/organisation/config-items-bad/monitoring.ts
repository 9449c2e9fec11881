import type { ItemTemplate } from "../config-items.ts";

export const BAD_TRAILS_AND_ALARMS: readonly ItemTemplate[] = [
  { resourceType: "AWS::CloudTrail::Trail", configuration: { cloudWatchLogsLogGroupArn: "" } },
  { resourceType: "AWS::CloudTrail::Trail", configuration: { kmsKeyId: "" } },
  { resourceType: "AWS::CloudTrail::Trail", configuration: { includeGlobalServiceEvents: false } },
  { resourceType: "AWS::CloudTrail::Trail", configuration: { logFileValidationEnabled: false } },
  { resourceType: "AWS::CloudWatch::Alarm", configuration: { actionsEnabled: true, alarmActions: [] } },
];

export const BAD_DETECTORS: readonly ItemTemplate[] = [
  { resourceType: "AWS::GuardDuty::Detector", configuration: { Enable: false } },
];
