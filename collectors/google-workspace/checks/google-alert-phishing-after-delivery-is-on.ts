import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-phishing-after-delivery-is-on",
  version: 1,
  title: "Phishing found after delivery raises an alert",
  rationale: "What was found later has been in the inbox: somebody may have clicked.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Phishing message detected post-delivery" and name who is mailed.',
  expected: () => 'the alert rule "Phishing message detected post-delivery" is active',
  test(record) {
    return alertIsOn(record, "Phishing message detected post-delivery");
  },
  examples: alertExamples("Phishing message detected post-delivery"),
});
