import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, overSetting, secondsOf, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-2sv-grace-period-is-short",
  version: 1,
  title: "New users enrol a second step within days",
  rationale:
    "Until a new user has enrolled, the first password alone opens the account, and it travelled by mail or on paper.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    maxDays: z.number().nonnegative().max(180).default(7).describe("days. origin: CISA SCuBA GWS.COMMONCONTROLS.1.4"),
  }),
  remediation: "Set the new user enrolment period of 2-step verification to a few days.",
  expected: ({ maxDays }) => `new users have ${maxDays} days at most to enrol`,
  test(record, ctx) {
    return overSetting(record, { type: "security.two_step_verification_grace_period" }, (value) => {
      const seconds = secondsOf(value, "enrollmentGracePeriod");
      const observed = `new users have ${seconds / 86_400} days to enrol`;
      return seconds <= ctx.params.maxDays * 86_400 ? pass(observed) : fail(observed);
    });
  },
  examples: [
    {
      name: "seven days",
      record: unit({ "security.two_step_verification_grace_period": { enrollmentGracePeriod: "604800s" } }),
      outcome: "pass",
    },
    {
      name: "thirty days",
      record: unit({ "security.two_step_verification_grace_period": { enrollmentGracePeriod: "2592000s" } }),
      outcome: "fail",
    },
    ...bindingExamples({ type: "security.two_step_verification_grace_period" }, "enrollmentGracePeriod", {
      wanted: "604800s",
      otherwise: "2592000s",
    }),
    {
      name: "no period at all",
      record: unit({ "security.two_step_verification_grace_period": { enrollmentGracePeriod: "0s" } }),
      outcome: "pass",
    },
    {
      name: "30 days where 30 are allowed",
      record: unit({ "security.two_step_verification_grace_period": { enrollmentGracePeriod: "2592000s" } }),
      params: { maxDays: 30 },
      outcome: "pass",
    },
    {
      name: "no duration",
      record: unit({ "security.two_step_verification_grace_period": { enrollmentGracePeriod: "a week" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
