import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { summary } from "../../_aws/policy/index.ts";
import { accountSummaryKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-root-has-no-signing-certificate",
  version: 1,
  title: "The root user has no X.509 signing certificate",
  rationale: "A signing certificate of root is a long-lived credential for old SOAP interfaces that can do everything.",
  severity: "critical",
  over: accountSummaryKind,
  params: z.object({}),
  remediation: "Delete the signing certificates of root under Security credentials.",
  expected: () => "AccountSigningCertificatesPresent is 0 (AWS documentation: root user best practices)",
  test(record) {
    const present = known(record.SummaryMap["AccountSigningCertificatesPresent"], "AccountSigningCertificatesPresent");
    return present === 0
      ? pass("AccountSigningCertificatesPresent is 0")
      : fail(`AccountSigningCertificatesPresent is ${present}`);
  },
  examples: [
    { name: "no signing certificate", record: summary({ AccountSigningCertificatesPresent: 0 }), outcome: "pass" },
    { name: "one signing certificate", record: summary({ AccountSigningCertificatesPresent: 1 }), outcome: "fail" },
    {
      name: "AccountSigningCertificatesPresent absent",
      record: summary({ AccountMFAEnabled: 1 }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
