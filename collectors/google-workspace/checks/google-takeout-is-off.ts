import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["DISABLED", "ENABLED"] as const;

export default defineCheck({
  id: "google-takeout-is-off",
  version: 1,
  title: "Users cannot export all their data by Takeout",
  rationale: "One click packs mailbox and drive into a file for wherever the user likes, best of all on the last day.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch Google Takeout off, with named exceptions by org unit.",
  expected: () => "Google Takeout is off",
  test(record) {
    return overSetting(record, { type: "takeout.service_status" }, (value) =>
      mustBeOneOf(value, "serviceState", KNOWN, ["DISABLED"]),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "takeout.service_status": { serviceState: "DISABLED" } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "takeout.service_status": { serviceState: "ENABLED" } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "takeout.service_status": { serviceState: "ENABLED" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "takeout.service_status": { serviceState: "ENABLED" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "takeout.service_status": { serviceState: "DISABLED" } }, { serviceState: "ENABLED" }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "takeout.service_status": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "takeout.service_status": { serviceState: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
