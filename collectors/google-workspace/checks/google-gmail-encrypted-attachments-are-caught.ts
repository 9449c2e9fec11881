import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeMailProtection, mailConsequences, mailProtectionExamples } from "../policy/index.ts";

const PROTECTION = {
  type: "gmail.email_attachment_safety",
  on: "enableEncryptedAttachmentProtection",
  consequence: "encryptedAttachmentProtectionConsequence",
};

export default defineCheck({
  id: "google-gmail-encrypted-attachments-are-caught",
  version: 1,
  title: "Encrypted attachments from strangers are caught",
  rationale: "What cannot be opened cannot be examined; malware comes in archives whose password stands in the mail.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: mailConsequences,
  }),
  remediation:
    "Switch on protection against encrypted attachments from untrusted senders and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `encrypted attachments from strangers are looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return judgeMailProtection(record, PROTECTION, ctx.params.consequences);
  },
  examples: mailProtectionExamples(PROTECTION),
});
