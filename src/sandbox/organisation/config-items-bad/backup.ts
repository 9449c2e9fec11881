import type { ItemTemplate } from "../config-items.ts";

export const BAD_BACKUP: readonly ItemTemplate[] = [
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
];
