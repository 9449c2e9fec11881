import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { ACCOUNT } from "../../_aws/policy/index.ts";
import { permissionSetKind, type PermissionSet } from "../evidence.ts";

const permissionSet = (rest: Partial<PermissionSet> = {}): PermissionSet => ({
  PermissionSetArn: "arn:aws:sso:::permissionSet/ssoins-example/ps-example",
  InstanceArn: "arn:aws:sso:::instance/ssoins-example",
  Name: "Ops",
  ManagedPolicies: [],
  CustomerManagedPolicies: [],
  ProvisionedAccounts: [ACCOUNT],
  ...rest,
});

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
