import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-chat-apps-are-off",
  version: 1,
  title: "Users cannot install Chat apps",
  rationale: "A chat app reads what is written to it and is a supplier that nobody assessed.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users install Chat apps, or allow-list them.",
  expected: () => "users cannot install Chat apps",
  test(record) {
    return overSetting(record, { type: "chat.chat_apps_access", service: "chat" }, (value) =>
      mustBe(value, "enableApps", false),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "chat.chat_apps_access": { enableApps: false } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "chat.chat_apps_access": { enableApps: true } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "chat.chat_apps_access": { enableApps: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "chat.service_status": { serviceState: "DISABLED" },
        "chat.chat_apps_access": { enableApps: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "chat.chat_apps_access": { enableApps: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "chat.chat_apps_access": { enableApps: false } }, { enableApps: true }),
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
