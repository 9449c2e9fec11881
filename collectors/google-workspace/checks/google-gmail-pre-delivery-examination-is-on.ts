import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

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
  examples: [
    {
      name: "as wanted",
      record: unit({
        "gmail.enhanced_pre_delivery_message_scanning": { enableImprovedSuspiciousContentDetection: true },
      }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({
        "gmail.enhanced_pre_delivery_message_scanning": { enableImprovedSuspiciousContentDetection: false },
      }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({
        "gmail.enhanced_pre_delivery_message_scanning": { enableImprovedSuspiciousContentDetection: false },
      }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.enhanced_pre_delivery_message_scanning": { enableImprovedSuspiciousContentDetection: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "gmail.enhanced_pre_delivery_message_scanning": { enableImprovedSuspiciousContentDetection: false } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.enhanced_pre_delivery_message_scanning": { enableImprovedSuspiciousContentDetection: true } },
        { enableImprovedSuspiciousContentDetection: false },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.enhanced_pre_delivery_message_scanning": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
