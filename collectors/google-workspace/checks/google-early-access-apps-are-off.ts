import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["DISABLED", "ENABLED"] as const;

export default defineCheck({
  id: "google-early-access-apps-are-off",
  version: 1,
  title: "Early-access apps are off",
  rationale: "Products before their release come without the promises that were assessed.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch early access apps off for everybody but testers.",
  expected: () => "early access apps are off",
  test(record) {
    return overSetting(record, { type: "early_access_apps.service_status" }, (value) =>
      mustBeOneOf(value, "serviceState", KNOWN, ["DISABLED"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "early_access_apps.service_status": { serviceState: "DISABLED" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "early_access_apps.service_status": { serviceState: "ENABLED" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "early_access_apps.service_status": { serviceState: "ENABLED" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "early_access_apps.service_status": { serviceState: "ENABLED" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "early_access_apps.service_status": { serviceState: "DISABLED" } },
        { serviceState: "ENABLED" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "early_access_apps.service_status": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "early_access_apps.service_status": { serviceState: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
