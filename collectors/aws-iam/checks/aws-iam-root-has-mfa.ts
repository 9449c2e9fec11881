import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { summary } from "../../_aws/policy/index.ts";
import { accountSummaryKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-root-has-mfa",
  version: 1,
  title: "The root user has a second factor",
  rationale:
    "The root user can do everything in the account, also what no policy can forbid; a password alone must not open it.",
  severity: "critical",
  over: accountSummaryKind,
  params: z.object({}),
  remediation:
    "Sign in as root and register a FIDO security key or passkey, or remove the root credentials of member accounts centrally (IAM root access management).",
  expected: () =>
    "root has MFA, or has no password and no access key that MFA could protect (CIS AWS Foundations 3.0 1.5)",
  test(record) {
    const map = record.SummaryMap;
    const mfa = known(map["AccountMFAEnabled"], "AccountMFAEnabled");
    if (mfa === 1) return pass("AccountMFAEnabled is 1");
    // AWS states AccountPasswordPresent only since root credentials can be removed: absent says nothing in root's favour.
    if (map["AccountPasswordPresent"] === 0 && map["AccountAccessKeysPresent"] === 0) {
      return notApplicable(
        "the root user has neither a password nor an access key (AccountPasswordPresent 0, AccountAccessKeysPresent 0)",
      );
    }
    return fail(`AccountMFAEnabled is ${mfa}`);
  },
  examples: [
    {
      name: "root with MFA",
      record: summary({ AccountMFAEnabled: 1, AccountPasswordPresent: 1, AccountAccessKeysPresent: 0 }),
      outcome: "pass",
    },
    {
      name: "root without MFA",
      record: summary({ AccountMFAEnabled: 0, AccountPasswordPresent: 1, AccountAccessKeysPresent: 0 }),
      outcome: "fail",
    },
    {
      name: "root without MFA, password state not stated by an older API",
      record: summary({ AccountMFAEnabled: 0, AccountAccessKeysPresent: 0 }),
      outcome: "fail",
    },
    {
      name: "root without a password but with an access key",
      record: summary({ AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 1 }),
      outcome: "fail",
    },
    {
      name: "root credentials removed centrally",
      record: summary({ AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "AccountMFAEnabled absent",
      record: summary({ AccountPasswordPresent: 1 }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
