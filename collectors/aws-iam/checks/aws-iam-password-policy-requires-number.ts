import { defineCheck } from "#sdk";
import * as z from "zod";
import { judgePasswordCharacters, passwordCharacterExamples } from "../../_aws/policy/index.ts";
import { passwordPolicyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-password-policy-requires-number",
  version: 1,
  title: "IAM passwords need a digit",
  rationale:
    "Composition rules rule out the simplest passwords; length matters more (NIST SP 800-63B advises against composition rules where length and blocklists are enforced).",
  unmapped:
    "The guidance asks for length over composition rules (5.17-1); the check is kept because baselines ask for it.",
  severity: "low",
  over: passwordPolicyKind,
  params: z.object({}),
  remediation:
    "Require a digit in the account password policy, or record that length is your criterion and leave this check out.",
  expected: () => "RequireNumbers is true",
  test(record) {
    return judgePasswordCharacters(record, "RequireNumbers", "a digit");
  },
  examples: passwordCharacterExamples("RequireNumbers"),
});
