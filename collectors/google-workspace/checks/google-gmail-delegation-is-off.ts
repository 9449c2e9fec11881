import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-delegation-is-off",
  version: 1,
  title: "Mailboxes are not delegated by their users",
  rationale:
    "A delegate acts in another person's name: what the mailbox did can no longer be laid at one person's door.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users delegate their mailbox; give shared work a group address.",
  expected: () => "users cannot delegate access to their mailbox",
  test(record) {
    return overSetting(record, { type: "gmail.mail_delegation", service: "gmail" }, (value) =>
      mustBe(value, "enableMailDelegation", false),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "gmail.mail_delegation": { enableMailDelegation: false } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "gmail.mail_delegation": { enableMailDelegation: true } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.mail_delegation": { enableMailDelegation: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.mail_delegation": { enableMailDelegation: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "gmail.mail_delegation": { enableMailDelegation: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.mail_delegation": { enableMailDelegation: false } },
        { enableMailDelegation: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.mail_delegation": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
