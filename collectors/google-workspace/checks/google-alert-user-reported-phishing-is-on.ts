import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-user-reported-phishing-is-on",
  version: 1,
  title: "Phishing reported by users raises an alert",
  rationale: "A reported mail helps the others only when somebody looks at the report.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "User-reported phishing" and name who is mailed.',
  expected: () => 'the alert rule "User-reported phishing" is active',
  test(record) {
    return alertIsOn(record, "User-reported phishing");
  },
  examples: alertExamples("User-reported phishing"),
});
