import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { DEFAULT_PASSWORD_POLICY, passwordPolicy } from "../../_aws/policy/index.ts";
import { passwordPolicyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-password-policy-lets-users-change-password",
  version: 1,
  title: "Users may change their own password",
  rationale: "Who suspects that a password is known must be able to replace it at once.",
  severity: "low",
  over: passwordPolicyKind,
  params: z.object({}),
  remediation: "Allow users to change their own password in the account password policy.",
  expected: () => "AllowUsersToChangePassword is true",
  test(record) {
    if (!record.Configured)
      return fail(
        "the AWS default policy is in force, which does not let users change their password without a permission of their own",
      );
    const allowed = known(record.AllowUsersToChangePassword, "AllowUsersToChangePassword");
    return allowed ? pass("AllowUsersToChangePassword is true") : fail("AllowUsersToChangePassword is false");
  },
  examples: [
    { name: "allowed", record: passwordPolicy({ AllowUsersToChangePassword: true }), outcome: "pass" },
    { name: "not allowed", record: passwordPolicy({ AllowUsersToChangePassword: false }), outcome: "fail" },
    { name: "default policy", record: DEFAULT_PASSWORD_POLICY, outcome: "fail" },
    { name: "not stated", record: passwordPolicy({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
