import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeMailProtection, mailConsequences, mailProtectionExamples } from "../policy/index.ts";

const PROTECTION = {
  type: "gmail.email_attachment_safety",
  on: "enableAnomalousAttachmentProtection",
  consequence: "anomalousAttachmentProtectionConsequence",
};

export default defineCheck({
  id: "google-gmail-anomalous-attachments-are-caught",
  version: 1,
  title: "Unusual attachment types are caught",
  rationale: "File types that nobody here ever receives are how filters for the usual ones are passed.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: mailConsequences,
  }),
  remediation: "Switch on protection against anomalous attachment types and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `unusual attachment types are looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return judgeMailProtection(record, PROTECTION, ctx.params.consequences);
  },
  examples: mailProtectionExamples(PROTECTION),
});
