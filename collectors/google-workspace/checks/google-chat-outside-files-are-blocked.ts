import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples, unit } from "../policy/index.ts";

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
    ...settingExamples({ type: "chat.chat_file_sharing", service: "chat" }, "externalFileSharing", {
      wanted: "NO_FILES",
      otherwise: "ALL_FILES",
    }),
    {
      name: "where your criterion allows it",
      record: unit({ "chat.chat_file_sharing": { externalFileSharing: "ALL_FILES" } }),
      params: { allowed: ["ALL_FILES"] },
      outcome: "pass",
    },
  ],
});
