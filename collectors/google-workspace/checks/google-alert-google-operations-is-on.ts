import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-google-operations-is-on",
  version: 1,
  title: "Security and privacy incidents at Google raise an alert",
  rationale:
    "When Google tells of an incident that concerns your data, somebody has to read it the same day: legal clocks may start.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Google Operations" and name who is mailed.',
  expected: () => 'the alert rule "Google Operations" is active',
  test(record) {
    return alertIsOn(record, "Google Operations");
  },
  examples: alertExamples("Google Operations"),
});
