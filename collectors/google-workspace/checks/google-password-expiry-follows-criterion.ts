import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, overSetting, secondsOf, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-password-expiry-follows-criterion",
  version: 1,
  title: "Password expiry is as your criterion says",
  rationale:
    "Respected baselines contradict each other on periodic expiry: CIS asks for it, CISA SCuBA and NIST SP 800-63B advise against it. Which one holds must be your decision.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    expectExpiry: z
      .union([z.literal("never"), z.object({ maxDays: z.number().int().min(1).max(1095) })])
      .default("never")
      .describe("never, or the greatest age in days. origin: CISA SCuBA GWS.COMMONCONTROLS.5.6; CIS disagrees"),
  }),
  remediation:
    "Set or remove password expiration in the org unit, or change the parameter expectExpiry to your own rule.",
  expected: ({ expectExpiry }) =>
    expectExpiry === "never"
      ? "passwords do not expire by age (criterion: CISA SCuBA GWS.COMMONCONTROLS.5.6, NIST SP 800-63B)"
      : `passwords expire after ${expectExpiry.maxDays} days at most (criterion: your parameter)`,
  test(record, ctx) {
    return overSetting(record, { type: "security.password" }, (value) => {
      const days = secondsOf(value, "expirationDuration") / 86_400;
      const observed = days === 0 ? "passwords do not expire" : `passwords expire after ${days} days`;
      const { expectExpiry } = ctx.params;
      const holds = expectExpiry === "never" ? days === 0 : days > 0 && days <= expectExpiry.maxDays;
      return holds ? pass(observed) : fail(observed);
    });
  },
  examples: [
    { name: "never expires", record: unit({ "security.password": { expirationDuration: "0s" } }), outcome: "pass" },
    {
      name: "expires after 90 days",
      record: unit({ "security.password": { expirationDuration: "7776000s" } }),
      outcome: "fail",
    },
    ...bindingExamples({ type: "security.password" }, "expirationDuration", { wanted: "0s", otherwise: "7776000s" }),
    {
      name: "90 days where 90 are asked for",
      record: unit({ "security.password": { expirationDuration: "7776000s" } }),
      params: { expectExpiry: { maxDays: 90 } },
      outcome: "pass",
    },
    {
      name: "never where 90 days are asked for",
      record: unit({ "security.password": { expirationDuration: "0s" } }),
      params: { expectExpiry: { maxDays: 90 } },
      outcome: "fail",
    },
  ],
});
