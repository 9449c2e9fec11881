import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples(
    { type: "gmail.per_user_outbound_gateway", service: "gmail" },
    "allowUsersToUseExternalSmtpServers",
    { wanted: false, otherwise: true },
  ),
});
