import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-super-admin-password-reset-is-on",
  version: 1,
  title: "Password resets of super administrators raise an alert",
  rationale: "A super administrator's password changes rarely; when it does, the others should know.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Super admin password reset" and name who is mailed.',
  expected: () => 'the alert rule "Super admin password reset" is active',
  test(record) {
    return alertIsOn(record, "Super admin password reset");
  },
  examples: alertExamples("Super admin password reset"),
});
