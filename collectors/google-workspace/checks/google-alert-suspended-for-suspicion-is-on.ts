import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertIsOn, alertRule, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-suspended-for-suspicion-is-on",
  version: 1,
  title: "Suspensions for suspicious activity raise an alert",
  rationale: "Google suspends an account that it believes stolen; the clearing up is yours.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "User suspended due to suspicious activity" and name who is mailed.',
  expected: () => 'the alert rule "User suspended due to suspicious activity" is active',
  test(record) {
    return alertIsOn(record, "User suspended due to suspicious activity");
  },
  examples: [
    {
      name: "active, mailed to super administrators",
      record: unit(
        {
          "rule.system_defined_alerts": {
            rules: [alertRule("User suspended due to suspicious activity", "ACTIVE", [{ allSuperAdmins: true }])],
          },
        },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "active, in the alert center only",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("User suspended due to suspicious activity", "ACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "inactive",
      record: unit(
        {
          "rule.system_defined_alerts": { rules: [alertRule("User suspended due to suspicious activity", "INACTIVE")] },
        },
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
        { "rule.system_defined_alerts": { rules: [alertRule("User suspended due to suspicious activity", "NEW")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a unit below",
      record: unit({
        "rule.system_defined_alerts": { rules: [alertRule("User suspended due to suspicious activity", "INACTIVE")] },
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
