import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import {
  attached,
  complete,
  identityCenterRole,
  isAwsManaged,
  nameOf,
  policyArn,
  role,
  summary,
} from "../../_aws/policy/index.ts";
import { accountSummaryKind, roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-audit-role-exists",
  version: 1,
  title: "There is a role for auditors",
  rationale: "An auditor with a role of its own needs nobody else's rights, and looks without changing.",
  severity: "low",
  over: accountSummaryKind,
  reads: [roleKind],
  params: z.object({
    policies: z
      .array(z.string())
      .min(1)
      .default(["SecurityAudit"])
      .describe("names of AWS-managed policies, any of which will do. origin: our default"),
  }),
  remediation: "Attach SecurityAudit to a role that auditors can assume.",
  expected: ({ policies }) => `a role holds ${policies.join(" or ")} (AWS-managed)`,
  test(_record, ctx) {
    const roles = ctx.read(roleKind);
    for (const { RoleName, AttachedManagedPolicies } of roles.seen()) {
      const held = AttachedManagedPolicies.find(
        ({ PolicyArn }) => isAwsManaged(PolicyArn) && ctx.params.policies.includes(nameOf(PolicyArn)),
      );
      if (held !== undefined) return pass(`${RoleName} holds ${nameOf(held.PolicyArn)}`);
    }
    complete(roles);
    return fail(`no role holds ${ctx.params.policies.join(" or ")}`);
  },
  examples: [
    {
      name: "held by a role",
      record: summary({}),
      reads: {
        "aws-iam.role": [
          role("app"),
          role("team", { AttachedManagedPolicies: [attached("arn:aws:iam::aws:policy/SecurityAudit")] }),
        ],
      },
      outcome: "pass",
    },
    {
      name: "held by a role of IAM Identity Center",
      record: summary({}),
      reads: {
        "aws-iam.role": [
          identityCenterRole("Team", { AttachedManagedPolicies: [attached("arn:aws:iam::aws:policy/SecurityAudit")] }),
        ],
      },
      outcome: "pass",
    },
    { name: "held by none", record: summary({}), reads: { "aws-iam.role": [role("app")] }, outcome: "fail" },
    {
      name: "a customer policy of the same name",
      record: summary({}),
      reads: { "aws-iam.role": [role("app", { AttachedManagedPolicies: [attached(policyArn("SecurityAudit"))] })] },
      outcome: "fail",
    },
    {
      name: "roles not seen to the end",
      record: summary({}),
      reads: { "aws-iam.role": [role("app")] },
      unavailable: { "aws-iam.role": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "roles not seen to the end, but one that holds it was",
      record: summary({}),
      reads: {
        "aws-iam.role": [
          role("team", { AttachedManagedPolicies: [attached("arn:aws:iam::aws:policy/SecurityAudit")] }),
        ],
      },
      unavailable: { "aws-iam.role": "truncated" },
      outcome: "pass",
    },
  ],
});
