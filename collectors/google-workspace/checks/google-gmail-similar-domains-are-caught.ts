import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeMailProtection, mailConsequences, mailProtectionExamples } from "../policy/index.ts";

const PROTECTION = {
  type: "gmail.spoofing_and_authentication",
  on: "detectDomainNameSpoofing",
  consequence: "domainNameSpoofingConsequence",
};

export default defineCheck({
  id: "google-gmail-similar-domains-are-caught",
  version: 1,
  title: "Mail from look-alike domains is caught",
  rationale: "A domain that differs in one letter is how invoices are paid to the wrong account.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: mailConsequences,
  }),
  remediation: "Switch on protection against spoofing by similar domain names and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `mail from look-alike domains is looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return judgeMailProtection(record, PROTECTION, ctx.params.consequences);
  },
  examples: mailProtectionExamples(PROTECTION),
});
