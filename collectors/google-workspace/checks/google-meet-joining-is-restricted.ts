import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["TRUSTED", "RESTRICTED", "OPEN"] as const;

export default defineCheck({
  id: "google-meet-joining-is-restricted",
  version: 1,
  title: "Strangers must ask to join a meeting",
  rationale: "A meeting that anybody with the link enters has listeners that nobody invited.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Set meeting access to trusted or restricted.",
  expected: () => "meetings are trusted or restricted: uninvited outsiders must ask",
  test(record) {
    return overSetting(record, { type: "meet.meet_joining", service: "meet" }, (value) =>
      mustBeOneOf(value, "allowedAudience", KNOWN, ["TRUSTED", "RESTRICTED"]),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "meet.meet_joining": { allowedAudience: "TRUSTED" } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "meet.meet_joining": { allowedAudience: "OPEN" } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "meet.meet_joining": { allowedAudience: "OPEN" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "meet.service_status": { serviceState: "DISABLED" },
        "meet.meet_joining": { allowedAudience: "OPEN" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "meet.meet_joining": { allowedAudience: "OPEN" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "meet.meet_joining": { allowedAudience: "TRUSTED" } }, { allowedAudience: "OPEN" }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "meet.meet_joining": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "meet.meet_joining": { allowedAudience: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
