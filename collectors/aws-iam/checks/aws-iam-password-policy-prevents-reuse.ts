import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { DEFAULT_PASSWORD_POLICY, passwordPolicy } from "../../_aws/policy/index.ts";
import { passwordPolicyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-password-policy-prevents-reuse",
  version: 1,
  title: "Old IAM passwords cannot be used again",
  rationale: "A password that was changed because it may be known must not come back.",
  severity: "low",
  over: passwordPolicyKind,
  params: z.object({
    minRemembered: z
      .number()
      .int()
      .min(1)
      .max(24)
      .default(24)
      .describe("passwords. origin: CIS AWS Foundations 3.0 1.9"),
  }),
  remediation: "Set password reuse prevention in the account password policy.",
  expected: ({ minRemembered }) => `at least the last ${minRemembered} passwords are refused`,
  test(record, ctx) {
    if (!record.Configured) return fail("the AWS default policy is in force: no reuse rule");
    // AWS leaves the member out when no reuse rule is set: its absence is a statement here.
    const remembered = record.PasswordReusePrevention ?? 0;
    const observed = remembered === 0 ? "no reuse rule is set" : `the last ${remembered} passwords are refused`;
    return remembered >= ctx.params.minRemembered ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "24 remembered", record: passwordPolicy({ PasswordReusePrevention: 24 }), outcome: "pass" },
    { name: "5 remembered", record: passwordPolicy({ PasswordReusePrevention: 5 }), outcome: "fail" },
    {
      name: "custom policy without a reuse rule",
      record: passwordPolicy({ MinimumPasswordLength: 14 }),
      outcome: "fail",
    },
    { name: "default policy", record: DEFAULT_PASSWORD_POLICY, outcome: "fail" },
    {
      name: "own criterion of 5",
      record: passwordPolicy({ PasswordReusePrevention: 5 }),
      params: { minRemembered: 5 },
      outcome: "pass",
    },
  ],
});
