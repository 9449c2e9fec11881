import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { judgeMailProtection, mailConsequences, mailProtectionExamples } from "../policy/index.ts";

const PROTECTION = {
  type: "gmail.spoofing_and_authentication",
  on: "detectEmployeeNameSpoofing",
  consequence: "employeeNameSpoofingConsequence",
};

export default defineCheck({
  id: "google-gmail-employee-names-are-protected",
  version: 1,
  title: "Mail in the name of employees is caught",
  rationale: "A mail that shows the chief's name and a private address is the commonest fraud there is.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: mailConsequences,
  }),
  remediation: "Switch on protection against spoofing of employee names and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `outside mail under employees' names is looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return judgeMailProtection(record, PROTECTION, ctx.params.consequences);
  },
  examples: mailProtectionExamples(PROTECTION),
});
