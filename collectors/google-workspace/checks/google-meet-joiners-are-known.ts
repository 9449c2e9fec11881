import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples, unit } from "../policy/index.ts";

const KNOWN = ["SAME_ORGANIZATION_ONLY", "LOGGED_IN", "ALL"] as const;

export default defineCheck({
  id: "google-meet-joiners-are-known",
  version: 1,
  title: "Meetings are joined by signed-in people only",
  rationale: "Who joins without an account can call themselves anything.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["SAME_ORGANIZATION_ONLY", "LOGGED_IN"])
      .describe("audiences. origin: our default, signed-in people"),
  }),
  remediation: "Let only signed-in users, or only the organization, join meetings.",
  expected: ({ allowed }) => `who may join: ${allowed.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "meet.safety_domain", service: "meet" }, (value) =>
      mustBeOneOf(value, "usersAllowedToJoin", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    ...settingExamples({ type: "meet.safety_domain", service: "meet" }, "usersAllowedToJoin", {
      wanted: "SAME_ORGANIZATION_ONLY",
      otherwise: "ALL",
    }),
    {
      name: "where your criterion allows it",
      record: unit({ "meet.safety_domain": { usersAllowedToJoin: "ALL" } }),
      params: { allowed: ["ALL"] },
      outcome: "pass",
    },
  ],
});
