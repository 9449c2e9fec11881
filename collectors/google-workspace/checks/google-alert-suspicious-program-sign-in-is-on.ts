import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-suspicious-program-sign-in-is-on",
  version: 1,
  title: "Suspicious sign-ins by programs raise an alert",
  rationale: "A program that signs in from somewhere new is a stolen token at work.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Suspicious programmatic login" and name who is mailed.',
  expected: () => 'the alert rule "Suspicious programmatic login" is active',
  test(record) {
    return alertIsOn(record, "Suspicious programmatic login");
  },
  examples: alertExamples("Suspicious programmatic login"),
});
