import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-chat-webhooks-are-off",
  version: 1,
  title: "Incoming webhooks of Chat are off",
  rationale: "Whoever has a webhook's address can write into the space under any name.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users add and use incoming webhooks, except where a named need exists.",
  expected: () => "users cannot use incoming webhooks",
  test(record) {
    return overSetting(record, { type: "chat.chat_apps_access", service: "chat" }, (value) =>
      mustBe(value, "enableWebhooks", false),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "chat.chat_apps_access": { enableWebhooks: false } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "chat.chat_apps_access": { enableWebhooks: true } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "chat.chat_apps_access": { enableWebhooks: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "chat.service_status": { serviceState: "DISABLED" },
        "chat.chat_apps_access": { enableWebhooks: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "chat.chat_apps_access": { enableWebhooks: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "chat.chat_apps_access": { enableWebhooks: false } }, { enableWebhooks: true }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "chat.chat_apps_access": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
