import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

const KNOWN = [
  "EXTERNAL_FREE_BUSY_ONLY",
  "EXTERNAL_ALL_INFO_READ_ONLY",
  "EXTERNAL_ALL_INFO_READ_WRITE",
  "EXTERNAL_ALL_INFO_READ_WRITE_MANAGE",
] as const;

export default defineCheck({
  id: "google-calendar-primary-shares-free-busy-only",
  version: 1,
  title: "Outsiders see of calendars only when people are busy",
  rationale: "Titles and guests of meetings tell outsiders what is planned and with whom.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Limit outside sharing of primary calendars to free/busy information.",
  expected: () => "primary calendars share free/busy information at most",
  test(record) {
    return overSetting(
      record,
      { type: "calendar.primary_calendar_max_allowed_external_sharing", service: "calendar" },
      (value) => mustBeOneOf(value, "maxAllowedExternalSharing", KNOWN, ["EXTERNAL_FREE_BUSY_ONLY"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({
        "calendar.primary_calendar_max_allowed_external_sharing": {
          maxAllowedExternalSharing: "EXTERNAL_FREE_BUSY_ONLY",
        },
      }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({
        "calendar.primary_calendar_max_allowed_external_sharing": {
          maxAllowedExternalSharing: "EXTERNAL_ALL_INFO_READ_WRITE_MANAGE",
        },
      }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({
        "calendar.primary_calendar_max_allowed_external_sharing": {
          maxAllowedExternalSharing: "EXTERNAL_FREE_BUSY_ONLY",
        },
      }),
      outcome: "pass",
    },
    {
      name: "a group that overrides it",
      record: overrides({
        "calendar.primary_calendar_max_allowed_external_sharing": {
          maxAllowedExternalSharing: "EXTERNAL_ALL_INFO_READ_WRITE_MANAGE",
        },
      }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "calendar.service_status": { serviceState: "DISABLED" },
        "calendar.primary_calendar_max_allowed_external_sharing": {
          maxAllowedExternalSharing: "EXTERNAL_ALL_INFO_READ_WRITE_MANAGE",
        },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        {
          "calendar.primary_calendar_max_allowed_external_sharing": {
            maxAllowedExternalSharing: "EXTERNAL_ALL_INFO_READ_WRITE_MANAGE",
          },
        },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        {
          "calendar.primary_calendar_max_allowed_external_sharing": {
            maxAllowedExternalSharing: "EXTERNAL_FREE_BUSY_ONLY",
          },
        },
        { maxAllowedExternalSharing: "EXTERNAL_ALL_INFO_READ_WRITE_MANAGE" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "calendar.primary_calendar_max_allowed_external_sharing": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({
        "calendar.primary_calendar_max_allowed_external_sharing": { maxAllowedExternalSharing: "SOMETHING_NEW" },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
