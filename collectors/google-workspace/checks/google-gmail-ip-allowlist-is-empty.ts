import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, listOf, overSetting, unit, unitByDefault } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-ip-allowlist-is-empty",
  version: 1,
  title: "No sending address is exempt from the spam filter",
  rationale: "Addresses change hands: an exemption outlives the partner that it was made for.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    known: z
      .array(z.string())
      .default([])
      .describe("addresses with an approved reason. origin: our default, none (CISA SCuBA GWS.GMAIL.14.1)"),
  }),
  remediation: "Remove the addresses from the e-mail allow-list.",
  expected: ({ known: listed }) => `the allow-list holds no address beside ${listed.length} named ones`,
  test(record, ctx) {
    return overSetting(record, { type: "gmail.email_spam_filter_ip_allowlist", service: "gmail" }, (value) => {
      if (value["allowedIpAddresses"] === undefined)
        return undetermined("schema-mismatch", "the platform did not state allowedIpAddresses");
      const others = listOf(value, "allowedIpAddresses").filter(
        (address) => !ctx.params.known.some((one) => one === address),
      );
      return others.length === 0
        ? pass("no address is exempt")
        : fail(`exempt: ${others.slice(0, 10).map(String).join(", ")}`);
    });
  },
  examples: [
    {
      name: "empty",
      record: unit({ "gmail.email_spam_filter_ip_allowlist": { allowedIpAddresses: [] } }),
      outcome: "pass",
    },
    {
      name: "an address",
      record: unit({ "gmail.email_spam_filter_ip_allowlist": { allowedIpAddresses: ["198.51.100.7"] } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "gmail.email_spam_filter_ip_allowlist": { allowedIpAddresses: [] } }),
      outcome: "pass",
    },
    ...bindingExamples({ type: "gmail.email_spam_filter_ip_allowlist", service: "gmail" }, "allowedIpAddresses", {
      wanted: [],
      otherwise: ["198.51.100.7"],
    }),
    {
      name: "an approved address",
      record: unit({ "gmail.email_spam_filter_ip_allowlist": { allowedIpAddresses: ["198.51.100.7"] } }),
      params: { known: ["198.51.100.7"] },
      outcome: "pass",
    },
  ],
});
