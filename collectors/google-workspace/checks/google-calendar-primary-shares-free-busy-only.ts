import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples(
    { type: "calendar.primary_calendar_max_allowed_external_sharing", service: "calendar" },
    "maxAllowedExternalSharing",
    {
      wanted: "EXTERNAL_FREE_BUSY_ONLY",
      otherwise: "EXTERNAL_ALL_INFO_READ_WRITE_MANAGE",
      byDefault: "EXTERNAL_FREE_BUSY_ONLY",
    },
  ),
});
