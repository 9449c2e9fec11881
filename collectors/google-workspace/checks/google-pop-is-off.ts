import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-pop-is-off",
  version: 1,
  title: "POP access is off",
  rationale: "Mail fetched by POP leaves the tenant for devices that nobody manages and is beyond recall.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Disable POP access for users of the org unit, except where a named need exists.",
  expected: () => "POP access is disabled",
  test(record) {
    return overSetting(record, { type: "gmail.pop_access", service: "gmail" }, (value) =>
      mustBe(value, "enablePopAccess", false),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "gmail.pop_access": { enablePopAccess: false } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "gmail.pop_access": { enablePopAccess: true } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.pop_access": { enablePopAccess: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.pop_access": { enablePopAccess: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "gmail.pop_access": { enablePopAccess: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "gmail.pop_access": { enablePopAccess: false } }, { enablePopAccess: true }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.pop_access": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
