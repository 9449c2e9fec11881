import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

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
    {
      name: "a group that overrides it",
      record: overrides({ "gemini_app.service_status": { serviceState: "ENABLED" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "gemini_app.service_status": { serviceState: "ENABLED" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gemini_app.service_status": { serviceState: "DISABLED" } },
        { serviceState: "ENABLED" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gemini_app.service_status": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
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
