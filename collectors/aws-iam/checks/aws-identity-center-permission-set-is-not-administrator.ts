import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  ADMINISTRATOR_ACCESS,
  allow,
  document,
  judgeAdministration,
  permissionSet,
  permissionSetIdentity,
  policy,
} from "../../_aws/policy/index.ts";
import { permissionSetKind, policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-identity-center-permission-set-is-not-administrator",
  version: 1,
  title: "Permission sets are not administrators",
  rationale: "Administration through a permission set reaches every account that it is provisioned in.",
  severity: "high",
  over: permissionSetKind,
  reads: [policyKind],
  params: z.object({
    allowedPermissionSets: z
      .array(z.string())
      .default([])
      .describe("names of permission sets that are meant to administer. origin: our default, none"),
  }),
  remediation: "Narrow the permission set; name those that administer in the parameter.",
  expected: () =>
    "no permission set makes an administrator, but those that the parameter names; policies and boundary are judged in the account that is judged",
  test(record, ctx) {
    if (ctx.params.allowedPermissionSets.includes(record.Name))
      return notApplicable("expected by the parameter allowedPermissionSets");
    const partition = record.InstanceArn.split(":")[1] ?? "aws";
    return judgeAdministration(
      permissionSetIdentity(record, ctx.scope.account, partition, { policies: ctx.read(policyKind) }),
    );
  },
  examples: [
    {
      name: "AdministratorAccess",
      record: permissionSet({ ManagedPolicies: [{ Arn: ADMINISTRATOR_ACCESS }] }),
      unavailable: { "aws-iam.policy": "no-population" },
      outcome: "fail",
    },
    { name: "inline *", record: permissionSet({ InlinePolicy: document(allow("*")) }), outcome: "fail" },
    {
      name: "a customer policy with everything",
      record: permissionSet({ CustomerManagedPolicies: [{ Name: "all" }] }),
      reads: { "aws-iam.policy": [policy("all", document(allow("*")))] },
      outcome: "fail",
    },
    {
      name: "AdministratorAccess under a boundary",
      record: permissionSet({
        ManagedPolicies: [{ Arn: ADMINISTRATOR_ACCESS }],
        PermissionsBoundary: { CustomerManagedPolicyReference: { Name: "limit" } },
      }),
      reads: { "aws-iam.policy": [policy("limit", document(allow("s3:*")))] },
      outcome: "pass",
    },
    {
      name: "AdministratorAccess under a boundary that was not seen",
      record: permissionSet({
        ManagedPolicies: [{ Arn: ADMINISTRATOR_ACCESS }],
        PermissionsBoundary: { ManagedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
      }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "reads one bucket",
      record: permissionSet({ InlinePolicy: document(allow("s3:GetObject", "arn:aws:s3:::example/*")) }),
      outcome: "pass",
    },
    {
      name: "a customer policy that was not seen",
      record: permissionSet({ CustomerManagedPolicies: [{ Name: "app" }] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "named administrator",
      record: permissionSet({ Name: "Administrator", ManagedPolicies: [{ Arn: ADMINISTRATOR_ACCESS }] }),
      params: { allowedPermissionSets: ["Administrator"] },
      outcome: "not-applicable",
    },
  ],
});
