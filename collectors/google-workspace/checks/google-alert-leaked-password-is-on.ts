import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-leaked-password-is-on",
  version: 1,
  title: "Leaked passwords raise an alert",
  rationale: "Google finds passwords of your users in stolen lists; somebody has to hear of it.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Leaked password" and name who is mailed.',
  expected: () => 'the alert rule "Leaked password" is active',
  test(record) {
    return alertIsOn(record, "Leaked password");
  },
  examples: alertExamples("Leaked password"),
});
