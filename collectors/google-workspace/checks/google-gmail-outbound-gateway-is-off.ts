import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-outbound-gateway-is-off",
  version: 1,
  title: "Mail is not sent through other servers",
  rationale: "Mail sent through a private server passes none of the organization's rules and leaves no record.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users send mail through an external SMTP server.",
  expected: () => "users cannot use external SMTP servers",
  test(record) {
    return overSetting(record, { type: "gmail.per_user_outbound_gateway", service: "gmail" }, (value) =>
      mustBe(value, "allowUsersToUseExternalSmtpServers", false),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "gmail.per_user_outbound_gateway": { allowUsersToUseExternalSmtpServers: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "gmail.per_user_outbound_gateway": { allowUsersToUseExternalSmtpServers: true } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.per_user_outbound_gateway": { allowUsersToUseExternalSmtpServers: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.per_user_outbound_gateway": { allowUsersToUseExternalSmtpServers: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "gmail.per_user_outbound_gateway": { allowUsersToUseExternalSmtpServers: true } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.per_user_outbound_gateway": { allowUsersToUseExternalSmtpServers: false } },
        { allowUsersToUseExternalSmtpServers: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.per_user_outbound_gateway": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
