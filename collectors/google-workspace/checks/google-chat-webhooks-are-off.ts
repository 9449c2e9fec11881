import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples({ type: "chat.chat_apps_access", service: "chat" }, "enableWebhooks", {
    wanted: false,
    otherwise: true,
  }),
});
