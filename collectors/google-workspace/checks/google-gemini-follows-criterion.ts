import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, mustBeOneOf, overSetting, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-gemini-follows-criterion",
  version: 1,
  title: "The Gemini app is on or off as your criterion says",
  rationale:
    "An assistant sees what its user can see; whether people may use it with business information is a rule that must exist before the switch. Which one holds must be your decision.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    expect: z
      .enum(["off", "on"])
      .default("off")
      .describe("off or on. origin: our default, off until your rules allow it"),
  }),
  remediation: "Switch the Gemini app as your rule says, or change the parameter expect.",
  expected: ({ expect }) => `the Gemini app is ${expect} (criterion: parameter expect)`,
  test(record, ctx) {
    return overSetting(record, { type: "gemini_app.service_status" }, (value) =>
      mustBeOneOf(
        value,
        "serviceState",
        ["DISABLED", "ENABLED"],
        [ctx.params.expect === "on" ? "ENABLED" : "DISABLED"],
      ),
    );
  },
  examples: [
    { name: "off", record: unit({ "gemini_app.service_status": { serviceState: "DISABLED" } }), outcome: "pass" },
    {
      name: "on against the default criterion",
      record: unit({ "gemini_app.service_status": { serviceState: "ENABLED" } }),
      outcome: "fail",
    },
    ...bindingExamples({ type: "gemini_app.service_status" }, "serviceState", {
      wanted: "DISABLED",
      otherwise: "ENABLED",
    }),
    {
      name: "on where your rule is on",
      record: unit({ "gemini_app.service_status": { serviceState: "ENABLED" } }),
      params: { expect: "on" },
      outcome: "pass",
    },
    {
      name: "a state that is not known here",
      record: unit({ "gemini_app.service_status": { serviceState: "NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
