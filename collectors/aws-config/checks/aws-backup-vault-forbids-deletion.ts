import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { statementsOf } from "../../_aws/policy/index.ts";
import { backupVaultKind } from "../evidence.ts";
import { member } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-backup-vault-forbids-deletion",
  version: 1,
  title: "Vault policies forbid deleting by hand",
  rationale: "Without a policy, any administrator may delete recovery points.",
  severity: "low",
  over: backupVaultKind,
  params: z.object({}),
  remediation: "Deny backup:DeleteRecoveryPoint in the vault's access policy.",
  expected: () => "the vault's policy denies everybody backup:DeleteRecoveryPoint",
  test(record) {
    const policy = member(record, "configuration.AccessPolicy");
    if (policy === undefined) return undetermined("schema-mismatch", "AWS Config did not state the vault's policy");
    if (policy === "") return fail("no policy");
    if (typeof policy !== "object" || policy === null || !("Statement" in policy))
      return undetermined("schema-mismatch", "the vault's policy is not a policy document");
    const denies = statementsOf(policy).some(
      ({ effect, principals, actions }) =>
        effect === "Deny" &&
        principals !== undefined &&
        (principals.who === "*" || (principals.who["AWS"] ?? []).includes("*")) &&
        !actions.except &&
        actions.listed.some((action) =>
          ["*", "backup:*", "backup:delete*", "backup:deleterecoverypoint"].includes(action),
        ),
    );
    return denies ? pass("deleting is denied") : fail("deleting is not denied");
  },
  examples: [
    {
      name: "denied",
      record: item("AWS::Backup::BackupVault", {
        AccessPolicy: {
          Statement: [{ Effect: "Deny", Principal: "*", Action: "backup:DeleteRecoveryPoint", Resource: "*" }],
        },
      }),
      outcome: "pass",
    },
    {
      name: "another action",
      record: item("AWS::Backup::BackupVault", {
        AccessPolicy: {
          Statement: [{ Effect: "Deny", Principal: "*", Action: "backup:UpdateRecoveryPointLifecycle", Resource: "*" }],
        },
      }),
      outcome: "fail",
    },
    { name: "no policy", record: item("AWS::Backup::BackupVault", { AccessPolicy: "" }), outcome: "fail" },
    {
      name: "not stated",
      record: item("AWS::Backup::BackupVault"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
