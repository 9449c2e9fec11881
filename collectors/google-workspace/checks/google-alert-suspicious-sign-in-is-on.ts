import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertIsOn, alertRule, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-suspicious-sign-in-is-on",
  version: 1,
  title: "Suspicious sign-ins raise an alert",
  rationale: "A sign-in that does not look like the person is the first sign of a stolen account.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Suspicious login" and name who is mailed.',
  expected: () => 'the alert rule "Suspicious login" is active',
  test(record) {
    return alertIsOn(record, "Suspicious login");
  },
  examples: [
    {
      name: "active, mailed to super administrators",
      record: unit(
        {
          "rule.system_defined_alerts": {
            rules: [alertRule("Suspicious login", "ACTIVE", [{ allSuperAdmins: true }])],
          },
        },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "active, in the alert center only",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Suspicious login", "ACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "inactive",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Suspicious login", "INACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "fail",
    },
    {
      name: "not listed: as Google set it",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Another rule", "ACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a state that is not known here",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Suspicious login", "NEW")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a unit below",
      record: unit({ "rule.system_defined_alerts": { rules: [alertRule("Suspicious login", "INACTIVE")] } }),
      outcome: "not-applicable",
    },
    {
      name: "no rules stated",
      record: unit({}, { orgUnitPath: "/" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
