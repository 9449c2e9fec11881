import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { summary } from "../../_aws/policy/index.ts";
import { accountSummaryKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-root-has-no-access-key",
  version: 1,
  title: "The root user has no access key",
  rationale:
    "A root access key is a long-lived secret that can do everything and that no policy in the account can limit.",
  severity: "critical",
  over: accountSummaryKind,
  params: z.object({}),
  remediation: "Delete the root access keys; use roles instead.",
  expected: () => "AccountAccessKeysPresent is 0 (CIS AWS Foundations 3.0 1.4)",
  test(record) {
    const present = known(record.SummaryMap["AccountAccessKeysPresent"], "AccountAccessKeysPresent");
    return present === 0 ? pass("AccountAccessKeysPresent is 0") : fail(`AccountAccessKeysPresent is ${present}`);
  },
  examples: [
    { name: "no access key", record: summary({ AccountAccessKeysPresent: 0 }), outcome: "pass" },
    { name: "one access key", record: summary({ AccountAccessKeysPresent: 1 }), outcome: "fail" },
    {
      name: "AccountAccessKeysPresent absent",
      record: summary({ AccountMFAEnabled: 1 }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
