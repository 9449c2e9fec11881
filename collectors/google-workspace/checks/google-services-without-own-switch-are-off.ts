import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["DISABLED", "ENABLED"] as const;

export default defineCheck({
  id: "google-services-without-own-switch-are-off",
  version: 1,
  title: "Additional services without a switch of their own are off",
  rationale: "What cannot be decided service by service has been decided by nobody.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch off additional services without individual control.",
  expected: () => "additional services without individual control are off",
  test(record) {
    return overSetting(record, { type: "enterprise_service_restrictions.service_status" }, (value) =>
      mustBeOneOf(value, "serviceState", KNOWN, ["DISABLED"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "enterprise_service_restrictions.service_status": { serviceState: "DISABLED" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "enterprise_service_restrictions.service_status": { serviceState: "ENABLED" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "enterprise_service_restrictions.service_status": { serviceState: "ENABLED" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit(
        { "enterprise_service_restrictions.service_status": { serviceState: "ENABLED" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "enterprise_service_restrictions.service_status": { serviceState: "DISABLED" } },
        { serviceState: "ENABLED" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "enterprise_service_restrictions.service_status": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "enterprise_service_restrictions.service_status": { serviceState: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
