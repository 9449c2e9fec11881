import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, overSetting, overrides, unit, unitByDefault } from "../policy/index.ts";

export default defineCheck({
  id: "google-chat-history-is-kept",
  version: 1,
  title: "Chat history is on and users cannot switch it off",
  rationale: "What was agreed in a chat is a record; without history it is gone the next day.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch chat history on by default and do not let users change it.",
  expected: () => "history is on and users cannot change that",
  test(record) {
    return overSetting(record, { type: "chat.chat_history", service: "chat" }, (value) => {
      const on = flagOf(value, "historyOnByDefault");
      const changeable = flagOf(value, "allowUserModification");
      const observed = `history is ${on ? "on" : "off"} by default, users ${changeable ? "can" : "cannot"} change it`;
      return on && !changeable ? pass(observed) : fail(observed);
    });
  },
  examples: [
    {
      name: "on, fixed",
      record: unit({ "chat.chat_history": { historyOnByDefault: true, allowUserModification: false } }),
      outcome: "pass",
    },
    {
      name: "on, changeable",
      record: unit({ "chat.chat_history": { historyOnByDefault: true, allowUserModification: true } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "chat.chat_history": { historyOnByDefault: false, allowUserModification: true } }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "chat.chat_history": { historyOnByDefault: true } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
