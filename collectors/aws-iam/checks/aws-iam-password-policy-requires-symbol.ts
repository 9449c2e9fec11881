import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { DEFAULT_PASSWORD_POLICY, passwordPolicy } from "../../_aws/policy/index.ts";
import { passwordPolicyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-password-policy-requires-symbol",
  version: 1,
  title: "IAM passwords need a symbol",
  rationale:
    "Composition rules rule out the simplest passwords; length matters more (NIST SP 800-63B advises against composition rules where length and blocklists are enforced).",
  unmapped:
    "The guidance asks for length over composition rules (5.17-1); the check is kept because baselines ask for it.",
  severity: "low",
  over: passwordPolicyKind,
  params: z.object({}),
  remediation:
    "Require a symbol in the account password policy, or record that length is your criterion and leave this check out.",
  expected: () => "RequireSymbols is true",
  test(record) {
    if (!record.Configured)
      return fail("the AWS default policy is in force: any three of four character classes, a symbol is not demanded");
    const required = known(record.RequireSymbols, "RequireSymbols");
    return required ? pass("RequireSymbols is true") : fail("RequireSymbols is false");
  },
  examples: [
    { name: "required", record: passwordPolicy({ RequireSymbols: true }), outcome: "pass" },
    { name: "not required", record: passwordPolicy({ RequireSymbols: false }), outcome: "fail" },
    { name: "default policy: three of four classes", record: DEFAULT_PASSWORD_POLICY, outcome: "fail" },
    { name: "not stated", record: passwordPolicy({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
