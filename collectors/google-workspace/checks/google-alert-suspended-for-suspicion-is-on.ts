import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-suspended-for-suspicion-is-on",
  version: 1,
  title: "Suspensions for suspicious activity raise an alert",
  rationale: "Google suspends an account that it believes stolen; the clearing up is yours.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "User suspended due to suspicious activity" and name who is mailed.',
  expected: () => 'the alert rule "User suspended due to suspicious activity" is active',
  test(record) {
    return alertIsOn(record, "User suspended due to suspicious activity");
  },
  examples: alertExamples("User suspended due to suspicious activity"),
});
