import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertIsOn, alertRule, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-device-compromised-is-on",
  version: 1,
  title: "Compromised devices raise an alert",
  rationale: "A device that was broken open carries its user's sessions.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Device compromised" and name who is mailed.',
  expected: () => 'the alert rule "Device compromised" is active',
  test(record) {
    return alertIsOn(record, "Device compromised");
  },
  examples: [
    {
      name: "active, mailed to super administrators",
      record: unit(
        {
          "rule.system_defined_alerts": {
            rules: [alertRule("Device compromised", "ACTIVE", [{ allSuperAdmins: true }])],
          },
        },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "active, in the alert center only",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Device compromised", "ACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "inactive",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Device compromised", "INACTIVE")] } },
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
        { "rule.system_defined_alerts": { rules: [alertRule("Device compromised", "NEW")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a unit below",
      record: unit({ "rule.system_defined_alerts": { rules: [alertRule("Device compromised", "INACTIVE")] } }),
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
