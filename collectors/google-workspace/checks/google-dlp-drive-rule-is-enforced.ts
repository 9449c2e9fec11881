import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { DRIVE, GMAIL, leakRule, leakRuleIsEnforced, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-dlp-drive-rule-is-enforced",
  version: 1,
  title: "A data protection rule acts on files in Drive",
  rationale:
    "A rule that only records finds the leak afterwards; one that is inactive or bound to nobody finds nothing.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({
    effects: z
      .array(z.enum(["block", "warn"]))
      .min(1)
      .default(["block", "warn"])
      .describe("what the rule does. origin: our default; CISA SCuBA GWS.COMMONCONTROLS.18.2 advises to block"),
  }),
  remediation:
    "Make a data protection rule that looks at files in Drive for the kinds of data that you defined, bind it to the org unit, and let it block or warn.",
  expected: ({ effects }) =>
    `an active rule looks at files in Drive of the people of the unit and does one of: ${effects.join(", ")}`,
  test(record, ctx) {
    return leakRuleIsEnforced(record, DRIVE, ctx.params.effects);
  },
  examples: [
    { name: "blocks", record: unit({ "rule.dlp": { rules: [leakRule(DRIVE, "blockAccess")] } }), outcome: "pass" },
    { name: "warns", record: unit({ "rule.dlp": { rules: [leakRule(DRIVE, "warnUser")] } }), outcome: "pass" },
    {
      name: "warns, where only blocking counts",
      record: unit({ "rule.dlp": { rules: [leakRule(DRIVE, "warnUser")] } }),
      params: { effects: ["block"] },
      outcome: "fail",
    },
    { name: "only records", record: unit({ "rule.dlp": { rules: [leakRule(DRIVE, "auditOnly")] } }), outcome: "fail" },
    {
      name: "inactive",
      record: unit({ "rule.dlp": { rules: [leakRule(DRIVE, "warnUser", "INACTIVE")] } }),
      outcome: "fail",
    },
    {
      name: "a rule for another service",
      record: unit({ "rule.dlp": { rules: [leakRule(GMAIL, "warnUser")] } }),
      outcome: "fail",
    },
    { name: "no rule at all", record: unit({}), outcome: "fail" },
    {
      name: "a state that is not known here",
      record: unit({ "rule.dlp": { rules: [leakRule(DRIVE, "warnUser", "NEW")] } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "the service is switched off here",
      record: unit({ "drive_and_docs.service_status": { serviceState: "DISABLED" } }),
      outcome: "not-applicable",
    },
    { name: "nobody active in the unit", record: unit({}, { activeUsers: 0 }), outcome: "not-applicable" },
    { name: "a group", record: overrides({}), outcome: "not-applicable" },
    {
      name: "for some licences only",
      record: unitForLicence({ "rule.dlp": { rules: [leakRule(DRIVE, "warnUser")] } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
