import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertExamples, alertIsOn } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-data-export-is-on",
  version: 1,
  title: "Exports of the whole tenant raise an alert",
  rationale: "A started export copies everything; it can be stopped only by somebody who hears of it.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Domain data export initiated" and name who is mailed.',
  expected: () => 'the alert rule "Domain data export initiated" is active',
  test(record) {
    return alertIsOn(record, "Domain data export initiated");
  },
  examples: alertExamples("Domain data export initiated"),
});
