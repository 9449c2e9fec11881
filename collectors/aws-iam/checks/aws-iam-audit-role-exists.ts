import { defineCheck } from "#sdk";
import * as z from "zod";
import { heldByRoleExamples, judgeHeldByRole } from "../../_aws/policy/index.ts";
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
    return judgeHeldByRole(ctx.read(roleKind), ctx.params.policies);
  },
  examples: heldByRoleExamples("SecurityAudit"),
});
