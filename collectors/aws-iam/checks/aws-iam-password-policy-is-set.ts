import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { DEFAULT_PASSWORD_POLICY, passwordPolicy } from "../../_aws/policy/index.ts";
import { passwordPolicyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-password-policy-is-set",
  version: 1,
  title: "The account has a password policy of its own",
  rationale: "Without a policy of its own the account relies on the AWS default: eight characters, no reuse rule.",
  severity: "medium",
  over: passwordPolicyKind,
  params: z.object({}),
  remediation:
    "Set a password policy under IAM, Account settings; or remove all console passwords of IAM users and federate.",
  expected: () => "a custom password policy is set for IAM users",
  test(record) {
    return record.Configured
      ? pass("a custom password policy is set")
      : fail(
          "none is set: the AWS default policy is in force (8 characters, three of four character classes, no reuse rule, no expiry)",
        );
  },
  examples: [
    { name: "custom policy", record: passwordPolicy({ MinimumPasswordLength: 14 }), outcome: "pass" },
    { name: "default policy in force", record: DEFAULT_PASSWORD_POLICY, outcome: "fail" },
  ],
});
