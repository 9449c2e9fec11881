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
  id: "aws-iam-support-role-exists",
  version: 1,
  title: "Somebody can open cases with AWS Support",
  rationale: "In an incident, nobody should first have to find out who may call the supplier.",
  unmapped:
    "Who may open support cases with the provider is not a guidance point; the check is kept because baselines ask for it.",
  severity: "low",
  over: accountSummaryKind,
  reads: [roleKind],
  params: z.object({
    policies: z
      .array(z.string())
      .min(1)
      .default(["AWSSupportAccess"])
      .describe("names of AWS-managed policies, any of which will do. origin: CIS AWS Foundations 3.0 1.17"),
  }),
  remediation: "Attach AWSSupportAccess to a role that the incident team can assume.",
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
          role("team", { AttachedManagedPolicies: [attached("arn:aws:iam::aws:policy/AWSSupportAccess")] }),
        ],
      },
      outcome: "pass",
    },
    {
      name: "held by a role of IAM Identity Center",
      record: summary({}),
      reads: {
        "aws-iam.role": [
          identityCenterRole("Team", {
            AttachedManagedPolicies: [attached("arn:aws:iam::aws:policy/AWSSupportAccess")],
          }),
        ],
      },
      outcome: "pass",
    },
    { name: "held by none", record: summary({}), reads: { "aws-iam.role": [role("app")] }, outcome: "fail" },
    {
      name: "a customer policy of the same name",
      record: summary({}),
      reads: { "aws-iam.role": [role("app", { AttachedManagedPolicies: [attached(policyArn("AWSSupportAccess"))] })] },
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
          role("team", { AttachedManagedPolicies: [attached("arn:aws:iam::aws:policy/AWSSupportAccess")] }),
        ],
      },
      unavailable: { "aws-iam.role": "truncated" },
      outcome: "pass",
    },
  ],
});
