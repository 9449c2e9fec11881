import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-suspicious-device-is-on",
  version: 1,
  title: "Suspicious activity on devices raises an alert",
  rationale: "A device whose identifiers change is not the device that was approved.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Suspicious device activity" and name who is mailed.',
  expected: () => 'the alert rule "Suspicious device activity" is active',
  test(record) {
    return alertIsOn(record, "Suspicious device activity");
  },
  examples: alertExamples("Suspicious device activity"),
});
