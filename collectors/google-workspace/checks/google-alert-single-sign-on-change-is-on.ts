import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-single-sign-on-change-is-on",
  version: 1,
  title: "Changes of single sign-on raise an alert",
  rationale: "Who changes the identity provider decides who everybody is.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "SSO profile updated" and name who is mailed.',
  expected: () => 'the alert rule "SSO profile updated" is active',
  test(record) {
    return alertIsOn(record, "SSO profile updated");
  },
  examples: alertExamples("SSO profile updated"),
});
