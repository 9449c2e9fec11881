import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { backupPlanKind } from "../evidence.ts";
import { list, listIn, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const plan = (...arns: readonly string[]): object => ({
  BackupPlan: {
    BackupPlanRule: [{ CopyActions: arns.map((DestinationBackupVaultArn) => ({ DestinationBackupVaultArn })) }],
  },
});
export default defineCheck({
  id: "aws-backup-plan-copies-elsewhere",
  version: 1,
  title: "Backups are copied to another place",
  rationale: "Whoever took over the account, or whatever happened to the region, has the backups there too.",
  severity: "medium",
  over: backupPlanKind,
  params: z.object({}),
  remediation: "Add a copy action to a vault of another account or region.",
  expected: () => "a rule of the plan copies to a vault in another account or region",
  test(record) {
    const rules = list(record, "configuration.BackupPlan.BackupPlanRule");
    const targets = rules
      .flatMap((rule) => listIn(rule, "CopyActions"))
      .map((action) => textIn(action, "DestinationBackupVaultArn"));
    if (targets.includes(undefined)) return undetermined("schema-mismatch", "the destination of a copy was not stated");
    const outside = targets.filter(
      (arn) => arn !== undefined && (arn.split(":")[3] !== record.awsRegion || arn.split(":")[4] !== record.accountId),
    );
    return outside.length > 0
      ? pass(`copies to ${outside.join(", ")}`)
      : fail(targets.length === 0 ? "no copy" : "copies only within the account and region");
  },
  examples: [
    {
      name: "another account",
      record: item("AWS::Backup::BackupPlan", {
        ...plan("arn:aws:backup:eu-west-1:444455556666:backup-vault:archive"),
      }),
      outcome: "pass",
    },
    {
      name: "another region",
      record: item("AWS::Backup::BackupPlan", {
        ...plan("arn:aws:backup:eu-central-1:111122223333:backup-vault:archive"),
      }),
      outcome: "pass",
    },
    {
      name: "same place",
      record: item("AWS::Backup::BackupPlan", { ...plan("arn:aws:backup:eu-west-1:111122223333:backup-vault:second") }),
      outcome: "fail",
    },
    {
      name: "no copy",
      record: item("AWS::Backup::BackupPlan", { BackupPlan: { BackupPlanRule: [{}] } }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::Backup::BackupPlan"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
