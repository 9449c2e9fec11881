import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-imports-are-off",
  version: 1,
  title: "Mail is not imported from private accounts",
  rationale: "Import brings in mail that no filter examined and mixes private with business records.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users import mail and contacts from other accounts.",
  expected: () => "users cannot import mail and contacts",
  test(record) {
    return overSetting(record, { type: "gmail.user_email_uploads", service: "gmail" }, (value) =>
      mustBe(value, "enableMailAndContactsImport", false),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "gmail.user_email_uploads": { enableMailAndContactsImport: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "gmail.user_email_uploads": { enableMailAndContactsImport: true } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.user_email_uploads": { enableMailAndContactsImport: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.user_email_uploads": { enableMailAndContactsImport: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "gmail.user_email_uploads": { enableMailAndContactsImport: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.user_email_uploads": { enableMailAndContactsImport: false } },
        { enableMailAndContactsImport: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.user_email_uploads": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
