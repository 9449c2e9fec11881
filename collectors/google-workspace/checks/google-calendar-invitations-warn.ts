import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-calendar-invitations-warn",
  version: 1,
  title: "People are warned before they invite outsiders",
  rationale: "An invitation carries its text, its attachments and the meeting itself to whoever is on the list.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on the warning for guests outside the organization.",
  expected: () => "a warning comes before outsiders are invited",
  test(record) {
    return overSetting(record, { type: "calendar.external_invitations", service: "calendar" }, (value) =>
      mustBe(value, "warnOnInvite", true),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "calendar.external_invitations": { warnOnInvite: true } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "calendar.external_invitations": { warnOnInvite: false } }), outcome: "fail" },
    {
      name: "Google's documented default",
      record: unitByDefault({ "calendar.external_invitations": { warnOnInvite: true } }),
      outcome: "pass",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "calendar.external_invitations": { warnOnInvite: false } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "calendar.service_status": { serviceState: "DISABLED" },
        "calendar.external_invitations": { warnOnInvite: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "calendar.external_invitations": { warnOnInvite: false } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "calendar.external_invitations": { warnOnInvite: true } }, { warnOnInvite: false }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "calendar.external_invitations": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
