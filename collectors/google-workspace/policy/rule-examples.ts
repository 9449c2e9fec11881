import type { CheckExample } from "#sdk";
import type { EffectiveSettings } from "../evidence.ts";
import { alertRule, leakRule, type Channel } from "./rules.ts";
import { overrides, unit, unitForLicence } from "./samples.ts";

type Examples = readonly CheckExample<EffectiveSettings>[];

/** The examples of a check that one of Google's own alerts is switched on. */
export function alertExamples(displayName: string): Examples {
  const root = (...rules: readonly object[]) => unit({ "rule.system_defined_alerts": { rules } }, { orgUnitPath: "/" });
  return [
    {
      name: "active, mailed to super administrators",
      record: root(alertRule(displayName, "ACTIVE", [{ allSuperAdmins: true }])),
      outcome: "pass",
    },
    { name: "active, in the alert center only", record: root(alertRule(displayName, "ACTIVE")), outcome: "pass" },
    { name: "inactive", record: root(alertRule(displayName, "INACTIVE")), outcome: "fail" },
    {
      name: "not listed: as Google set it",
      record: root(alertRule("Another rule", "ACTIVE")),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a state that is not known here",
      record: root(alertRule(displayName, "NEW")),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a unit below",
      record: unit({ "rule.system_defined_alerts": { rules: [alertRule(displayName, "INACTIVE")] } }),
      outcome: "not-applicable",
    },
    {
      name: "no rules stated",
      record: unit({}, { orgUnitPath: "/" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ];
}

/**
 * The examples of a check that a data protection rule acts on a channel.
 * @param blocks what a rule does there to block
 * @param elsewhere another channel
 */
export function leakRuleExamples(channel: Channel, blocks: string, elsewhere: Channel): Examples {
  const ruled = (...rules: readonly object[]) => unit({ "rule.dlp": { rules } });
  return [
    { name: "blocks", record: ruled(leakRule(channel, blocks)), outcome: "pass" },
    { name: "warns", record: ruled(leakRule(channel, "warnUser")), outcome: "pass" },
    {
      name: "warns, where only blocking counts",
      record: ruled(leakRule(channel, "warnUser")),
      params: { effects: ["block"] },
      outcome: "fail",
    },
    { name: "only records", record: ruled(leakRule(channel, "auditOnly")), outcome: "fail" },
    { name: "inactive", record: ruled(leakRule(channel, "warnUser", "INACTIVE")), outcome: "fail" },
    { name: "a rule for another service", record: ruled(leakRule(elsewhere, "warnUser")), outcome: "fail" },
    { name: "no rule at all", record: unit({}), outcome: "fail" },
    {
      name: "a state that is not known here",
      record: ruled(leakRule(channel, "warnUser", "NEW")),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "the service is switched off here",
      record: unit({ [`${channel.service}.service_status`]: { serviceState: "DISABLED" } }),
      outcome: "not-applicable",
    },
    { name: "nobody active in the unit", record: unit({}, { activeUsers: 0 }), outcome: "not-applicable" },
    { name: "a group", record: overrides({}), outcome: "not-applicable" },
    {
      name: "for some licences only",
      record: unitForLicence({ "rule.dlp": { rules: [leakRule(channel, "warnUser")] } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ];
}
