import { defineCheck } from "#sdk";
import * as z from "zod";
import { heldByRoleExamples, judgeHeldByRole } from "../../_aws/policy/index.ts";
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
    return judgeHeldByRole(ctx.read(roleKind), ctx.params.policies);
  },
  examples: heldByRoleExamples("AWSSupportAccess"),
});
