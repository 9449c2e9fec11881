import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples({ type: "chat.chat_apps_access", service: "chat" }, "enableApps", {
    wanted: false,
    otherwise: true,
  }),
});
