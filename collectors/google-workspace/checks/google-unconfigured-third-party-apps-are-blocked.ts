import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples, unit } from "../policy/index.ts";

const KNOWN = [
  "BLOCK_ALL_SCOPES",
  "BLOCK_ALL",
  "ALLOW_SIGN_IN_SCOPES_ONLY",
  "ALLOW_SIGN_IN_ONLY",
  "UNSPECIFIED_UBER_BLOCK",
] as const;

export default defineCheck({
  id: "google-unconfigured-third-party-apps-are-blocked",
  version: 1,
  title: "Apps that nobody approved cannot reach data",
  rationale:
    "Consent screens are clicked through: one click gives a stranger's app the mailbox until somebody takes it away.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["BLOCK_ALL_SCOPES", "BLOCK_ALL", "ALLOW_SIGN_IN_SCOPES_ONLY", "ALLOW_SIGN_IN_ONLY"])
      .describe(
        "access levels. origin: our default: blocked, or sign-in with name and address only; CISA SCuBA GWS.COMMONCONTROLS.10.4 asks for blocked",
      ),
  }),
  remediation: "In API controls, block unconfigured third-party apps or let them ask for sign-in only.",
  expected: ({ allowed }) => `unconfigured third-party apps get at most: ${allowed.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "api_controls.unconfigured_third_party_apps" }, (value) =>
      mustBeOneOf(value, "accessLevel", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    ...settingExamples({ type: "api_controls.unconfigured_third_party_apps" }, "accessLevel", {
      wanted: "BLOCK_ALL_SCOPES",
      otherwise: "UNSPECIFIED_UBER_BLOCK",
    }),
    {
      name: "where your criterion allows it",
      record: unit({ "api_controls.unconfigured_third_party_apps": { accessLevel: "UNSPECIFIED_UBER_BLOCK" } }),
      params: { allowed: ["UNSPECIFIED_UBER_BLOCK"] },
      outcome: "pass",
    },
  ],
});
