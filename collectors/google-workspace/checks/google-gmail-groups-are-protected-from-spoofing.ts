import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeMailProtection, mailConsequences, mailProtectionExamples } from "../policy/index.ts";

const PROTECTION = {
  type: "gmail.spoofing_and_authentication",
  on: "detectGroupsSpoofing",
  consequence: "groupsSpoofingConsequence",
};

export default defineCheck({
  id: "google-gmail-groups-are-protected-from-spoofing",
  version: 1,
  title: "Groups are protected from mail in own names",
  rationale: "A group passes a false mail on to everybody in it, with the group's own credit.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: mailConsequences,
  }),
  remediation: "Switch on protection of groups against inbound mail that spoofs your domain.",
  expected: ({ consequences }) =>
    `false own-domain mail to groups is looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return judgeMailProtection(record, PROTECTION, ctx.params.consequences);
  },
  examples: mailProtectionExamples(PROTECTION),
});
