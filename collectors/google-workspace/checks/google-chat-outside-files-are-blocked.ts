import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["NO_FILES", "IMAGES_ONLY", "ALL_FILES"] as const;

export default defineCheck({
  id: "google-chat-outside-files-are-blocked",
  version: 1,
  title: "Files are not sent to outsiders by chat",
  rationale: "Chat is the side door through which files leave when mail and Drive are closed.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["NO_FILES"])
      .describe("what may be sent. origin: CISA SCuBA GWS.CHAT.2.1, CIS Google Workspace"),
  }),
  remediation: "Switch off external file sharing in Chat.",
  expected: ({ allowed }) => `of files, chat with outsiders carries: ${allowed.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "chat.chat_file_sharing", service: "chat" }, (value) =>
      mustBeOneOf(value, "externalFileSharing", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "chat.chat_file_sharing": { externalFileSharing: "NO_FILES" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "chat.chat_file_sharing": { externalFileSharing: "ALL_FILES" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "chat.chat_file_sharing": { externalFileSharing: "ALL_FILES" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "chat.service_status": { serviceState: "DISABLED" },
        "chat.chat_file_sharing": { externalFileSharing: "ALL_FILES" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "chat.chat_file_sharing": { externalFileSharing: "ALL_FILES" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "chat.chat_file_sharing": { externalFileSharing: "NO_FILES" } },
        { externalFileSharing: "ALL_FILES" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "chat.chat_file_sharing": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "chat.chat_file_sharing": { externalFileSharing: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "where your criterion allows it",
      record: unit({ "chat.chat_file_sharing": { externalFileSharing: "ALL_FILES" } }),
      params: { allowed: ["ALL_FILES"] },
      outcome: "pass",
    },
  ],
});
