import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-government-attack-is-on",
  version: 1,
  title: "Attacks that Google ascribes to governments raise an alert",
  rationale: "Whoever is told this is a target for months; the people concerned need more protection at once.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Government-backed attacks" and name who is mailed.',
  expected: () => 'the alert rule "Government-backed attacks" is active',
  test(record) {
    return alertIsOn(record, "Government-backed attacks");
  },
  examples: alertExamples("Government-backed attacks"),
});
