import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { permissionSet } from "../../_aws/policy/index.ts";
import { permissionSetKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-identity-center-permission-set-is-provisioned",
  version: 1,
  title: "Permission sets are in use",
  rationale: "A permission set that no account has is access in reserve that nobody reviews.",
  unmapped: "An unprovisioned permission set grants nothing: tidiness, which no guidance point asks for.",
  severity: "low",
  over: permissionSetKind,
  params: z.object({}),
  remediation: "Delete the permission set.",
  expected: () => "each permission set is provisioned in at least one account",
  test(record) {
    const count = record.ProvisionedAccounts.length;
    return count > 0
      ? pass(`provisioned in ${count} ${count === 1 ? "account" : "accounts"}`)
      : fail("provisioned in no account");
  },
  examples: [
    { name: "in one account", record: permissionSet(), outcome: "pass" },
    { name: "in none", record: permissionSet({ ProvisionedAccounts: [] }), outcome: "fail" },
  ],
});
