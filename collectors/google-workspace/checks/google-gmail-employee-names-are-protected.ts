import { defineCheck, fail } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, mustBeOneOf, overSetting, overrides, unit } from "../policy/index.ts";

const KNOWN = ["SPAM_FOLDER", "QUARANTINE", "WARNING", "NO_ACTION"] as const;

export default defineCheck({
  id: "google-gmail-employee-names-are-protected",
  version: 1,
  title: "Mail in the name of employees is caught",
  rationale: "A mail that shows the chief's name and a private address is the commonest fraud there is.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["SPAM_FOLDER", "QUARANTINE"])
      .describe("where a message goes. origin: CISA SCuBA GWS.GMAIL.5.5 and 7.6: out of the inbox"),
  }),
  remediation: "Switch on protection against spoofing of employee names and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `outside mail under employees' names is looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "gmail.spoofing_and_authentication", service: "gmail" }, (value) => {
      if (!flagOf(value, "detectEmployeeNameSpoofing")) return fail("detectEmployeeNameSpoofing is false");
      return mustBeOneOf(value, "employeeNameSpoofingConsequence", KNOWN, ctx.params.consequences);
    });
  },
  examples: [
    {
      name: "caught, to spam",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectEmployeeNameSpoofing: true,
          employeeNameSpoofingConsequence: "SPAM_FOLDER",
        },
      }),
      outcome: "pass",
    },
    {
      name: "caught, to quarantine",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectEmployeeNameSpoofing: true,
          employeeNameSpoofingConsequence: "QUARANTINE",
        },
      }),
      outcome: "pass",
    },
    {
      name: "not looked for",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectEmployeeNameSpoofing: false,
          employeeNameSpoofingConsequence: "SPAM_FOLDER",
        },
      }),
      outcome: "fail",
    },
    {
      name: "left in the inbox with a warning",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectEmployeeNameSpoofing: true,
          employeeNameSpoofingConsequence: "WARNING",
        },
      }),
      outcome: "fail",
    },
    {
      name: "a warning, where that is enough",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectEmployeeNameSpoofing: true,
          employeeNameSpoofingConsequence: "WARNING",
        },
      }),
      params: { consequences: ["WARNING", "SPAM_FOLDER", "QUARANTINE"] },
      outcome: "pass",
    },
    {
      name: "Gmail is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.spoofing_and_authentication": { detectEmployeeNameSpoofing: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a consequence that is not known here",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectEmployeeNameSpoofing: true,
          employeeNameSpoofingConsequence: "NEW",
        },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
