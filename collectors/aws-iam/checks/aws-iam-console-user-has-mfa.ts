import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { credential, flag, hasPassword, isRoot, key, password, rootRow } from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-console-user-has-mfa",
  version: 1,
  title: "Console users have a second factor",
  rationale: "A password alone can be guessed, reused or phished; with it the whole console is open.",
  severity: "high",
  over: credentialKind,
  params: z.object({}),
  remediation:
    "Let the user register an MFA device, or remove the console password and let the person sign in through federation.",
  expected: () => "every IAM user with a console password has MFA (CIS AWS Foundations 3.0 1.10); root is judged apart",
  test(record) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    if (!hasPassword(record)) return notApplicable(`${record.user} has no console password`);
    return flag(record, "mfa_active") ? pass("console password with MFA") : fail("console password without MFA");
  },
  examples: [
    {
      name: "password and MFA",
      record: credential("ana", { ...password(30, 1), mfa_active: "true" }),
      outcome: "pass",
    },
    { name: "password without MFA", record: credential("ana", password(30, 1)), outcome: "fail" },
    { name: "no password", record: credential("deploy", key(1, 10, 1)), outcome: "not-applicable" },
    {
      name: "no password, in the upper case of the guide",
      record: credential("deploy", { password_enabled: "FALSE", mfa_active: "FALSE" }),
      outcome: "not-applicable",
    },
    {
      name: "MFA in the upper case of the guide",
      record: credential("ana", { ...password(30, 1), password_enabled: "TRUE", mfa_active: "TRUE" }),
      outcome: "pass",
    },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    { name: "root row without MFA", record: rootRow({ mfa_active: "false" }), outcome: "not-applicable" },
    {
      name: "unknown text",
      record: credential("ana", { password_enabled: "maybe" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not_supported on a user's row",
      record: credential("ana", { password_enabled: "not_supported" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
