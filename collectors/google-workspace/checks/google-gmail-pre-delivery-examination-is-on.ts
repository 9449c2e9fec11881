import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-pre-delivery-examination-is-on",
  version: 1,
  title: "Suspicious mail is examined again before delivery",
  rationale: "A second look delays a few messages by minutes and stops what the first look let through.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on enhanced pre-delivery examination of messages.",
  expected: () => "improved detection of suspicious content before delivery is on",
  test(record) {
    return overSetting(record, { type: "gmail.enhanced_pre_delivery_message_scanning", service: "gmail" }, (value) =>
      mustBe(value, "enableImprovedSuspiciousContentDetection", true),
    );
  },
  examples: settingExamples(
    { type: "gmail.enhanced_pre_delivery_message_scanning", service: "gmail" },
    "enableImprovedSuspiciousContentDetection",
    { wanted: true, otherwise: false },
  ),
});
