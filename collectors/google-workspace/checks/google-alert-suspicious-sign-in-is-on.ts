import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-suspicious-sign-in-is-on",
  version: 1,
  title: "Suspicious sign-ins raise an alert",
  rationale: "A sign-in that does not look like the person is the first sign of a stolen account.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Suspicious login" and name who is mailed.',
  expected: () => 'the alert rule "Suspicious login" is active',
  test(record) {
    return alertIsOn(record, "Suspicious login");
  },
  examples: alertExamples("Suspicious login"),
});
