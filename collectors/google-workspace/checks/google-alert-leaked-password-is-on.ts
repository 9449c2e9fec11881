import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertIsOn, alertRule, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-leaked-password-is-on",
  version: 1,
  title: "Leaked passwords raise an alert",
  rationale: "Google finds passwords of your users in stolen lists; somebody has to hear of it.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Leaked password" and name who is mailed.',
  expected: () => 'the alert rule "Leaked password" is active',
  test(record) {
    return alertIsOn(record, "Leaked password");
  },
  examples: [
    {
      name: "active, mailed to super administrators",
      record: unit(
        {
          "rule.system_defined_alerts": { rules: [alertRule("Leaked password", "ACTIVE", [{ allSuperAdmins: true }])] },
        },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "active, in the alert center only",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Leaked password", "ACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "inactive",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Leaked password", "INACTIVE")] } },
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
        { "rule.system_defined_alerts": { rules: [alertRule("Leaked password", "NEW")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a unit below",
      record: unit({ "rule.system_defined_alerts": { rules: [alertRule("Leaked password", "INACTIVE")] } }),
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
