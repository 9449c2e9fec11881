import { defineCheck, fail } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, mustBeOneOf, overSetting, overrides, unit } from "../policy/index.ts";

const KNOWN = ["SPAM_FOLDER", "QUARANTINE", "WARNING", "NO_ACTION"] as const;

export default defineCheck({
  id: "google-gmail-groups-are-protected-from-spoofing",
  version: 1,
  title: "Groups are protected from mail in own names",
  rationale: "A group passes a false mail on to everybody in it, with the group's own credit.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["SPAM_FOLDER", "QUARANTINE"])
      .describe("where a message goes. origin: CISA SCuBA GWS.GMAIL.5.5 and 7.6: out of the inbox"),
  }),
  remediation: "Switch on protection of groups against inbound mail that spoofs your domain.",
  expected: ({ consequences }) =>
    `false own-domain mail to groups is looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "gmail.spoofing_and_authentication", service: "gmail" }, (value) => {
      if (!flagOf(value, "detectGroupsSpoofing")) return fail("detectGroupsSpoofing is false");
      return mustBeOneOf(value, "groupsSpoofingConsequence", KNOWN, ctx.params.consequences);
    });
  },
  examples: [
    {
      name: "caught, to spam",
      record: unit({
        "gmail.spoofing_and_authentication": { detectGroupsSpoofing: true, groupsSpoofingConsequence: "SPAM_FOLDER" },
      }),
      outcome: "pass",
    },
    {
      name: "caught, to quarantine",
      record: unit({
        "gmail.spoofing_and_authentication": { detectGroupsSpoofing: true, groupsSpoofingConsequence: "QUARANTINE" },
      }),
      outcome: "pass",
    },
    {
      name: "not looked for",
      record: unit({
        "gmail.spoofing_and_authentication": { detectGroupsSpoofing: false, groupsSpoofingConsequence: "SPAM_FOLDER" },
      }),
      outcome: "fail",
    },
    {
      name: "left in the inbox with a warning",
      record: unit({
        "gmail.spoofing_and_authentication": { detectGroupsSpoofing: true, groupsSpoofingConsequence: "WARNING" },
      }),
      outcome: "fail",
    },
    {
      name: "a warning, where that is enough",
      record: unit({
        "gmail.spoofing_and_authentication": { detectGroupsSpoofing: true, groupsSpoofingConsequence: "WARNING" },
      }),
      params: { consequences: ["WARNING", "SPAM_FOLDER", "QUARANTINE"] },
      outcome: "pass",
    },
    {
      name: "Gmail is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.spoofing_and_authentication": { detectGroupsSpoofing: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a consequence that is not known here",
      record: unit({
        "gmail.spoofing_and_authentication": { detectGroupsSpoofing: true, groupsSpoofingConsequence: "NEW" },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
