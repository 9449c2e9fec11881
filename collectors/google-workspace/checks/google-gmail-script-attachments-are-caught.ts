import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeMailProtection, mailConsequences, mailProtectionExamples } from "../policy/index.ts";

const PROTECTION = {
  type: "gmail.email_attachment_safety",
  on: "enableAttachmentWithScriptsProtection",
  consequence: "attachmentWithScriptsProtectionConsequence",
};

export default defineCheck({
  id: "google-gmail-script-attachments-are-caught",
  version: 1,
  title: "Attachments with scripts from strangers are caught",
  rationale: "A script in an attachment is the shortest way from a mail to a program that runs.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: mailConsequences,
  }),
  remediation:
    "Switch on protection against attachments with scripts from untrusted senders and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `attachments with scripts from strangers are looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return judgeMailProtection(record, PROTECTION, ctx.params.consequences);
  },
  examples: mailProtectionExamples(PROTECTION),
});
