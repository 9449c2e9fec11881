import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeMailProtection, mailConsequences, mailProtectionExamples } from "../policy/index.ts";

const PROTECTION = {
  type: "gmail.spoofing_and_authentication",
  on: "detectDomainSpoofingFromUnauthenticatedSenders",
  consequence: "domainSpoofingConsequence",
};

export default defineCheck({
  id: "google-gmail-own-domain-spoofing-is-caught",
  version: 1,
  title: "Outside mail in the name of own domains is caught",
  rationale: "Mail that claims to come from inside is believed.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: mailConsequences,
  }),
  remediation: "Switch on protection against inbound mail that spoofs your domain and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `unauthenticated mail in the name of own domains is looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return judgeMailProtection(record, PROTECTION, ctx.params.consequences);
  },
  examples: mailProtectionExamples(PROTECTION),
});
