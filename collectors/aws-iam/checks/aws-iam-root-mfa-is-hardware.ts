import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { daysAgo, summary } from "../../_aws/policy/index.ts";
import { accountSummaryKind, virtualMfaKind } from "../evidence.ts";

const root = { Arn: "arn:aws:iam::111122223333:root" };

export default defineCheck({
  id: "aws-iam-root-mfa-is-hardware",
  version: 1,
  title: "The root user's second factor is hardware or a passkey",
  rationale:
    "A virtual MFA seed can be copied from a telephone or its backup; a hardware key or passkey cannot, and FIDO resists phishing.",
  severity: "high",
  over: accountSummaryKind,
  reads: [virtualMfaKind],
  params: z.object({}),
  remediation:
    "Register a FIDO2 security key, passkey or hardware TOTP device for root, then remove the virtual device.",
  expected: () => "root has MFA and no virtual MFA device is assigned to it (CIS AWS Foundations 3.0 1.6)",
  test(record, ctx) {
    const mfa = known(record.SummaryMap["AccountMFAEnabled"], "AccountMFAEnabled");
    if (
      mfa !== 1 &&
      record.SummaryMap["AccountPasswordPresent"] === 0 &&
      record.SummaryMap["AccountAccessKeysPresent"] === 0
    ) {
      return notApplicable("the root user has neither a password nor an access key");
    }
    if (mfa !== 1) return fail(`the root user has no MFA at all (AccountMFAEnabled ${mfa})`);
    // Matched by its user: the serial of a virtual device is a name that its owner chose.
    const devices = ctx.read(virtualMfaKind);
    for (const { SerialNumber, User } of devices.seen()) {
      if (User?.Arn.endsWith(":root") === true) return fail(`virtual MFA device ${SerialNumber} is assigned to root`);
    }
    const count = [...devices.all()].length;
    return pass(`root has MFA and none of ${count} virtual devices is assigned to it`);
  },
  examples: [
    {
      name: "hardware key: MFA on, no virtual device of root",
      record: summary({ AccountMFAEnabled: 1 }),
      reads: {
        "aws-iam.virtual-mfa-device": [
          { SerialNumber: "arn:aws:iam::111122223333:mfa/ana", User: { Arn: "arn:aws:iam::111122223333:user/ana" } },
        ],
      },
      outcome: "pass",
    },
    {
      name: "IAM-10: virtual device of root whose serial is a custom name",
      record: summary({ AccountMFAEnabled: 1 }),
      reads: {
        "aws-iam.virtual-mfa-device": [
          { SerialNumber: "arn:aws:iam::111122223333:mfa/office-safe-phone", EnableDate: daysAgo(90), User: root },
        ],
      },
      outcome: "fail",
    },
    {
      name: "a user's device that is called root-account-mfa-device",
      record: summary({ AccountMFAEnabled: 1 }),
      reads: {
        "aws-iam.virtual-mfa-device": [
          {
            SerialNumber: "arn:aws:iam::111122223333:mfa/root-account-mfa-device",
            User: { Arn: "arn:aws:iam::111122223333:user/ana" },
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "an unassigned virtual device",
      record: summary({ AccountMFAEnabled: 1 }),
      reads: { "aws-iam.virtual-mfa-device": [{ SerialNumber: "arn:aws:iam::111122223333:mfa/spare" }] },
      outcome: "pass",
    },
    { name: "no MFA", record: summary({ AccountMFAEnabled: 0, AccountPasswordPresent: 1 }), outcome: "fail" },
    {
      name: "no root credentials",
      record: summary({ AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "virtual devices not readable",
      record: summary({ AccountMFAEnabled: 1 }),
      unavailable: { "aws-iam.virtual-mfa-device": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "list cut short, but root's virtual device was in what was seen",
      record: summary({ AccountMFAEnabled: 1 }),
      reads: { "aws-iam.virtual-mfa-device": [{ SerialNumber: "arn:aws:iam::111122223333:mfa/phone", User: root }] },
      unavailable: { "aws-iam.virtual-mfa-device": "truncated" },
      outcome: "fail",
    },
  ],
});
