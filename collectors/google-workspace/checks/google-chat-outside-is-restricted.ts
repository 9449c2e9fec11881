import { defineCheck, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, mustBeOneOf, overSetting, overrides, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-chat-outside-is-restricted",
  version: 1,
  title: "Chat with outsiders is off or limited to known domains",
  rationale:
    "A chat message from a stranger looks as close as a colleague's, and files pass by it that mail would stop.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch off chat with outsiders or limit it to allow-listed domains.",
  expected: () => "chat with outsiders is off, or only with allow-listed domains",
  test(record) {
    return overSetting(record, { type: "chat.external_chat_restriction", service: "chat" }, (value) => {
      if (!flagOf(value, "allowExternalChat")) return pass("allowExternalChat is false");
      return mustBeOneOf(value, "externalChatRestriction", ["TRUSTED_DOMAINS", "NO_RESTRICTION"], ["TRUSTED_DOMAINS"]);
    });
  },
  examples: [
    {
      name: "off",
      record: unit({
        "chat.external_chat_restriction": { allowExternalChat: false, externalChatRestriction: "NO_RESTRICTION" },
      }),
      outcome: "pass",
    },
    {
      name: "trusted domains",
      record: unit({
        "chat.external_chat_restriction": { allowExternalChat: true, externalChatRestriction: "TRUSTED_DOMAINS" },
      }),
      outcome: "pass",
    },
    {
      name: "anybody",
      record: unit({
        "chat.external_chat_restriction": { allowExternalChat: true, externalChatRestriction: "NO_RESTRICTION" },
      }),
      outcome: "fail",
    },
    {
      name: "a restriction that is not known here",
      record: unit({ "chat.external_chat_restriction": { allowExternalChat: true, externalChatRestriction: "NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "Chat is switched off here",
      record: unit({
        "chat.service_status": { serviceState: "DISABLED" },
        "chat.external_chat_restriction": { allowExternalChat: true, externalChatRestriction: "NO_RESTRICTION" },
      }),
      outcome: "not-applicable",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
