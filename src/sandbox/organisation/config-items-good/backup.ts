import type { ItemTemplate } from "../config-items.ts";

export const GOOD_BACKUP: readonly ItemTemplate[] = [
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
];
