import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, oneOf, overSetting, overrides, unit } from "../policy/index.ts";

const KNOWN = ["CODES_NOT_ALLOWED", "ALLOWED_WITHOUT_REMOTE_ACCESS", "ALLOWED_WITH_REMOTE_ACCESS"] as const;

export default defineCheck({
  id: "google-advanced-protection-is-open-without-codes",
  version: 1,
  title: "Advanced Protection can be joined and accepts no security codes",
  rationale:
    "People whom attackers look for need the strongest protection that there is, and a code read out over the telephone undoes it.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Allow users to enrol in the Advanced Protection Program, and do not allow security codes.",
  expected: () => "enrolment in the Advanced Protection Program is allowed, security codes are not",
  test(record) {
    return overSetting(record, { type: "security.advanced_protection_program" }, (value) => {
      const open = flagOf(value, "enableAdvancedProtectionSelfEnrollment");
      const codes = oneOf(value, "securityCodeOption", KNOWN);
      const observed = `enrolment is ${open ? "allowed" : "not allowed"}, securityCodeOption is ${codes}`;
      return open && codes === "CODES_NOT_ALLOWED" ? pass(observed) : fail(observed);
    });
  },
  examples: [
    {
      name: "open, no codes",
      record: unit({
        "security.advanced_protection_program": {
          enableAdvancedProtectionSelfEnrollment: true,
          securityCodeOption: "CODES_NOT_ALLOWED",
        },
      }),
      outcome: "pass",
    },
    {
      name: "closed",
      record: unit({
        "security.advanced_protection_program": {
          enableAdvancedProtectionSelfEnrollment: false,
          securityCodeOption: "CODES_NOT_ALLOWED",
        },
      }),
      outcome: "fail",
    },
    {
      name: "codes without remote access",
      record: unit({
        "security.advanced_protection_program": {
          enableAdvancedProtectionSelfEnrollment: true,
          securityCodeOption: "ALLOWED_WITHOUT_REMOTE_ACCESS",
        },
      }),
      outcome: "fail",
    },
    {
      name: "an option that is not known here",
      record: unit({
        "security.advanced_protection_program": {
          enableAdvancedProtectionSelfEnrollment: true,
          securityCodeOption: "NEW",
        },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
