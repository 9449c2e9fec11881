import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, overSetting, secondsOf, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-2sv-backup-code-exception-is-short",
  version: 1,
  title: "Backup codes outside the allowed methods work for a day at most",
  rationale: "While backup codes are accepted beside passkeys, a list printed years ago is the weakest way in.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    maxHours: z
      .number()
      .nonnegative()
      .default(24)
      .describe("hours. origin: our default, the shortest period of Google above none"),
  }),
  remediation: "Shorten the period in which backup codes are accepted where only passkeys are allowed.",
  expected: ({ maxHours }) => `the exception for backup codes lasts ${maxHours} hours at most`,
  test(record, ctx) {
    return overSetting(record, { type: "security.two_step_verification_sign_in_code" }, (value) => {
      const hours = secondsOf(value, "backupCodeExceptionPeriod") / 3600;
      return hours <= ctx.params.maxHours
        ? pass(`backup codes work for ${hours} hours`)
        : fail(`backup codes work for ${hours} hours`);
    });
  },
  examples: [
    {
      name: "a day",
      record: unit({ "security.two_step_verification_sign_in_code": { backupCodeExceptionPeriod: "86400s" } }),
      outcome: "pass",
    },
    {
      name: "a week",
      record: unit({ "security.two_step_verification_sign_in_code": { backupCodeExceptionPeriod: "604800s" } }),
      outcome: "fail",
    },
    ...bindingExamples({ type: "security.two_step_verification_sign_in_code" }, "backupCodeExceptionPeriod", {
      wanted: "86400s",
      otherwise: "604800s",
    }),
  ],
});
