import { defineCheck, fail } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, mustBeOneOf, overSetting, overrides, unit } from "../policy/index.ts";

const KNOWN = ["SPAM_FOLDER", "QUARANTINE", "WARNING", "NO_ACTION"] as const;

export default defineCheck({
  id: "google-gmail-own-domain-spoofing-is-caught",
  version: 1,
  title: "Outside mail in the name of own domains is caught",
  rationale: "Mail that claims to come from inside is believed.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["SPAM_FOLDER", "QUARANTINE"])
      .describe("where a message goes. origin: CISA SCuBA GWS.GMAIL.5.5 and 7.6: out of the inbox"),
  }),
  remediation: "Switch on protection against inbound mail that spoofs your domain and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `unauthenticated mail in the name of own domains is looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "gmail.spoofing_and_authentication", service: "gmail" }, (value) => {
      if (!flagOf(value, "detectDomainSpoofingFromUnauthenticatedSenders"))
        return fail("detectDomainSpoofingFromUnauthenticatedSenders is false");
      return mustBeOneOf(value, "domainSpoofingConsequence", KNOWN, ctx.params.consequences);
    });
  },
  examples: [
    {
      name: "caught, to spam",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectDomainSpoofingFromUnauthenticatedSenders: true,
          domainSpoofingConsequence: "SPAM_FOLDER",
        },
      }),
      outcome: "pass",
    },
    {
      name: "caught, to quarantine",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectDomainSpoofingFromUnauthenticatedSenders: true,
          domainSpoofingConsequence: "QUARANTINE",
        },
      }),
      outcome: "pass",
    },
    {
      name: "not looked for",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectDomainSpoofingFromUnauthenticatedSenders: false,
          domainSpoofingConsequence: "SPAM_FOLDER",
        },
      }),
      outcome: "fail",
    },
    {
      name: "left in the inbox with a warning",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectDomainSpoofingFromUnauthenticatedSenders: true,
          domainSpoofingConsequence: "WARNING",
        },
      }),
      outcome: "fail",
    },
    {
      name: "a warning, where that is enough",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectDomainSpoofingFromUnauthenticatedSenders: true,
          domainSpoofingConsequence: "WARNING",
        },
      }),
      params: { consequences: ["WARNING", "SPAM_FOLDER", "QUARANTINE"] },
      outcome: "pass",
    },
    {
      name: "Gmail is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.spoofing_and_authentication": { detectDomainSpoofingFromUnauthenticatedSenders: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a consequence that is not known here",
      record: unit({
        "gmail.spoofing_and_authentication": {
          detectDomainSpoofingFromUnauthenticatedSenders: true,
          domainSpoofingConsequence: "NEW",
        },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
