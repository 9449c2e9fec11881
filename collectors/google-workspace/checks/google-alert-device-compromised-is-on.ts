import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-device-compromised-is-on",
  version: 1,
  title: "Compromised devices raise an alert",
  rationale: "A device that was broken open carries its user's sessions.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Device compromised" and name who is mailed.',
  expected: () => 'the alert rule "Device compromised" is active',
  test(record) {
    return alertIsOn(record, "Device compromised");
  },
  examples: alertExamples("Device compromised"),
});
