import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-imap-is-off",
  version: 1,
  title: "IMAP access is off",
  rationale:
    "Mail clients by IMAP keep whole mailboxes on devices that nobody manages, and old ones ask for the password only.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Disable IMAP access for users of the org unit, except where a named need exists.",
  expected: () => "IMAP access is disabled",
  test(record) {
    return overSetting(record, { type: "gmail.imap_access", service: "gmail" }, (value) =>
      mustBe(value, "enableImapAccess", false),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "gmail.imap_access": { enableImapAccess: false } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "gmail.imap_access": { enableImapAccess: true } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.imap_access": { enableImapAccess: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.imap_access": { enableImapAccess: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "gmail.imap_access": { enableImapAccess: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "gmail.imap_access": { enableImapAccess: false } }, { enableImapAccess: true }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.imap_access": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
