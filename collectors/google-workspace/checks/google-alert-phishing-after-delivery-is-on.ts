import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertIsOn, alertRule, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-alert-phishing-after-delivery-is-on",
  version: 1,
  title: "Phishing found after delivery raises an alert",
  rationale: "What was found later has been in the inbox: somebody may have clicked.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: 'Switch on the alert rule "Phishing message detected post-delivery" and name who is mailed.',
  expected: () => 'the alert rule "Phishing message detected post-delivery" is active',
  test(record) {
    return alertIsOn(record, "Phishing message detected post-delivery");
  },
  examples: [
    {
      name: "active, mailed to super administrators",
      record: unit(
        {
          "rule.system_defined_alerts": {
            rules: [alertRule("Phishing message detected post-delivery", "ACTIVE", [{ allSuperAdmins: true }])],
          },
        },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "active, in the alert center only",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Phishing message detected post-delivery", "ACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "inactive",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Phishing message detected post-delivery", "INACTIVE")] } },
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
        { "rule.system_defined_alerts": { rules: [alertRule("Phishing message detected post-delivery", "NEW")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a unit below",
      record: unit({
        "rule.system_defined_alerts": { rules: [alertRule("Phishing message detected post-delivery", "INACTIVE")] },
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
