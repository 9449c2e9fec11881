import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertIsOn, alertRule, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-suspicious-program-sign-in-is-on",
  version: 1,
  title: "Suspicious sign-ins by programs raise an alert",
  rationale: "A program that signs in from somewhere new is a stolen token at work.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Suspicious programmatic login" and name who is mailed.',
  expected: () => 'the alert rule "Suspicious programmatic login" is active',
  test(record) {
    return alertIsOn(record, "Suspicious programmatic login");
  },
  examples: [
    {
      name: "active, mailed to super administrators",
      record: unit(
        {
          "rule.system_defined_alerts": {
            rules: [alertRule("Suspicious programmatic login", "ACTIVE", [{ allSuperAdmins: true }])],
          },
        },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "active, in the alert center only",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Suspicious programmatic login", "ACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "inactive",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Suspicious programmatic login", "INACTIVE")] } },
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
        { "rule.system_defined_alerts": { rules: [alertRule("Suspicious programmatic login", "NEW")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a unit below",
      record: unit({
        "rule.system_defined_alerts": { rules: [alertRule("Suspicious programmatic login", "INACTIVE")] },
      }),
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
