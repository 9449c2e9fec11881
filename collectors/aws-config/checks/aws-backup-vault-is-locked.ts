import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { backupVaultKind } from "../evidence.ts";
import { inside, numberIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-backup-vault-is-locked",
  version: 1,
  title: "Backup vaults are locked",
  rationale: "Who administers the account can delete what is in an unlocked vault.",
  severity: "medium",
  over: backupVaultKind,
  params: z.object({}),
  remediation: "Lock the vault with a minimum retention; in compliance mode nobody can undo it.",
  expected: () => "the vault has a lock with a minimum retention",
  test(record) {
    const lock = known(inside(record, "configuration.LockConfiguration"), "LockConfiguration");
    const days = numberIn(lock, "MinRetentionDays");
    return days === undefined || days < 1
      ? fail("no lock with a minimum retention")
      : pass(`locked, ${days} days at least`);
  },
  examples: [
    {
      name: "locked",
      record: item("AWS::Backup::BackupVault", { LockConfiguration: { MinRetentionDays: 30 } }),
      outcome: "pass",
    },
    { name: "stated as none", record: item("AWS::Backup::BackupVault", { LockConfiguration: {} }), outcome: "fail" },
    {
      name: "not stated",
      record: item("AWS::Backup::BackupVault"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
