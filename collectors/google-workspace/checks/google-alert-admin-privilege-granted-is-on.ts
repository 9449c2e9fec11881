import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-admin-privilege-granted-is-on",
  version: 1,
  title: "New administrators raise an alert",
  rationale: "A new administrator that nobody ordered is a break-in that has succeeded.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "User granted Admin privilege" and name who is mailed.',
  expected: () => 'the alert rule "User granted Admin privilege" is active',
  test(record) {
    return alertIsOn(record, "User granted Admin privilege");
  },
  examples: alertExamples("User granted Admin privilege"),
});
