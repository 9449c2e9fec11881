import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-meet-outsiders-are-labelled",
  version: 1,
  title: "Outsiders are labelled in meetings",
  rationale: "People speak differently when they see that a stranger listens.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on the label for external participants.",
  expected: () => "external participants are labelled",
  unmapped: "Talk in front of strangers is a matter of conduct (5.14-6), which no point puts into a setting.",
  test(record) {
    return overSetting(record, { type: "meet.safety_external_participants", service: "meet" }, (value) =>
      mustBe(value, "enableExternalLabel", true),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "meet.safety_external_participants": { enableExternalLabel: true } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "meet.safety_external_participants": { enableExternalLabel: false } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "meet.safety_external_participants": { enableExternalLabel: false } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "meet.service_status": { serviceState: "DISABLED" },
        "meet.safety_external_participants": { enableExternalLabel: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "meet.safety_external_participants": { enableExternalLabel: false } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "meet.safety_external_participants": { enableExternalLabel: true } },
        { enableExternalLabel: false },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "meet.safety_external_participants": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
