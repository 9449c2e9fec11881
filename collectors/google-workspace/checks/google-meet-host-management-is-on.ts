import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-meet-host-management-is-on",
  version: 1,
  title: "Hosts can keep order in meetings",
  rationale: "Without host controls nobody can put an intruder out or keep others from presenting.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on host management for meetings.",
  expected: () => "host management is on by default",
  unmapped: "Order in meetings is a matter of conduct (5.14-6), which no point puts into a setting.",
  test(record) {
    return overSetting(record, { type: "meet.safety_host_management", service: "meet" }, (value) =>
      mustBe(value, "enableHostManagement", true),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "meet.safety_host_management": { enableHostManagement: true } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "meet.safety_host_management": { enableHostManagement: false } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "meet.safety_host_management": { enableHostManagement: false } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "meet.service_status": { serviceState: "DISABLED" },
        "meet.safety_host_management": { enableHostManagement: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "meet.safety_host_management": { enableHostManagement: false } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "meet.safety_host_management": { enableHostManagement: true } },
        { enableHostManagement: false },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "meet.safety_host_management": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
