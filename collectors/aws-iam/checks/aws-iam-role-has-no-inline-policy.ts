import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  allow,
  attached,
  document,
  identityCenterRole,
  inline,
  managedElsewhere,
  policyArn,
  role,
  serviceLinkedRole,
} from "../../_aws/policy/index.ts";
import { roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-has-no-inline-policy",
  version: 1,
  title: "Roles use managed policies",
  rationale:
    "Inline policies are seen only by opening each role; managed policies have versions and are reviewed once.",
  unmapped: "How a policy is attached to a role changes nothing about what it allows; no guidance point asks for it.",
  severity: "low",
  over: roleKind,
  params: z.object({}),
  remediation: "Turn the inline policies into customer-managed ones.",
  expected: () => "no inline policy on the role",
  test(record) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    const names = record.RolePolicyList.map(({ PolicyName }) => PolicyName);
    return names.length === 0 ? pass("no inline policy") : fail(`inline ${names.join(", ")}`);
  },
  examples: [
    {
      name: "managed only",
      record: role("app", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      outcome: "pass",
    },
    {
      name: "inline",
      record: role("app", { RolePolicyList: [inline("s3", document(allow("s3:GetObject")))] }),
      outcome: "fail",
    },
    {
      name: "role of IAM Identity Center",
      record: identityCenterRole("Ops", {
        RolePolicyList: [inline("AwsSSOInlinePolicy", document(allow("s3:GetObject")))],
      }),
      outcome: "not-applicable",
    },
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
  ],
});
