import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeMailProtection, mailConsequences, mailProtectionExamples } from "../policy/index.ts";

const PROTECTION = {
  type: "gmail.spoofing_and_authentication",
  on: "detectUnauthenticatedEmails",
  consequence: "unauthenticatedEmailConsequence",
};

export default defineCheck({
  id: "google-gmail-unauthenticated-mail-is-caught",
  version: 1,
  title: "Mail that nobody vouches for is caught",
  rationale: "Mail without SPF or DKIM can come from anybody, whatever its sender says.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: mailConsequences,
  }),
  remediation: "Switch on protection against unauthenticated mail and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `mail without SPF and DKIM is looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return judgeMailProtection(record, PROTECTION, ctx.params.consequences);
  },
  examples: mailProtectionExamples(PROTECTION),
});
