import { defineCheck, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, mustBeOneOf, overSetting, overrides, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-chat-outside-spaces-are-restricted",
  version: 1,
  title: "Spaces with outsiders are off or limited to known domains",
  rationale: "A space keeps its members: an outsider who was once let in reads on.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch off external spaces or limit them to allow-listed domains.",
  expected: () => "spaces with outsiders are off, or only with allow-listed domains",
  test(record) {
    return overSetting(record, { type: "chat.chat_external_spaces", service: "chat" }, (value) => {
      if (!flagOf(value, "enabled")) return pass("external spaces are off");
      return mustBeOneOf(value, "domainAllowlistMode", ["TRUSTED_DOMAINS", "ALL_DOMAINS"], ["TRUSTED_DOMAINS"]);
    });
  },
  examples: [
    {
      name: "off",
      record: unit({ "chat.chat_external_spaces": { enabled: false, domainAllowlistMode: "ALL_DOMAINS" } }),
      outcome: "pass",
    },
    {
      name: "trusted domains",
      record: unit({ "chat.chat_external_spaces": { enabled: true, domainAllowlistMode: "TRUSTED_DOMAINS" } }),
      outcome: "pass",
    },
    {
      name: "all domains",
      record: unit({ "chat.chat_external_spaces": { enabled: true, domainAllowlistMode: "ALL_DOMAINS" } }),
      outcome: "fail",
    },
    {
      name: "a mode that is not known here",
      record: unit({ "chat.chat_external_spaces": { enabled: true, domainAllowlistMode: "NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
