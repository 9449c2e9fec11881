import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind, type EffectiveSettings } from "../evidence.ts";
import { listOf, overSetting, overrides, unit } from "../policy/index.ts";

const FLAGS = [
  "bypassInternalSenders",
  "bypassSelectedSenders",
  "hideWarningBannerForAll",
  "hideWarningBannerFromSelectedSenders",
] as const;

/** Ids of Gmail rules that `gmail.rule_states` says are off; a rule that is not named there is on. */
function switchedOff({ settings }: EffectiveSettings): ReadonlySet<unknown> {
  const stated = settings["gmail.rule_states"];
  const states =
    stated === undefined ? [] : (listOf(stated.value, "ruleStates") as readonly Readonly<Record<string, unknown>>[]);
  return new Set(states.filter(({ enabled }) => enabled === false).map(({ ruleId }) => ruleId));
}

export default defineCheck({
  id: "google-gmail-spam-filter-has-no-bypass",
  version: 1,
  title: "Nobody passes the spam filter unexamined",
  rationale: "A sender on a bypass list, or one who pretends to be, reaches every inbox whatever the mail holds.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation:
    "Remove rules that let senders, domains or everybody inside pass the spam filter, and those that hide the warning.",
  expected: () => "no spam rule lets senders or internal mail pass the filter or hides the warning",
  test(record) {
    return overSetting(record, { type: "gmail.spam_override_lists", service: "gmail" }, (value) => {
      const rules = listOf(value, "spamOverride") as readonly Readonly<Record<string, unknown>>[];
      const off = switchedOff(record);
      const found = rules.flatMap((rule) => {
        // A rule that is switched off filters nothing and lets nobody pass.
        if (off.has(rule["ruleId"])) return [];
        const set = FLAGS.filter((flag) => rule[flag] === true);
        return set.length === 0 ? [] : [`"${String(rule["description"] ?? rule["ruleId"])}": ${set.join(", ")}`];
      });
      return found.length === 0
        ? pass(`${rules.length} rules, none of them a bypass`)
        : fail(found.slice(0, 5).join("; "));
    });
  },
  examples: [
    {
      name: "a rule that only filters harder",
      record: unit({
        "gmail.spam_override_lists": {
          spamOverride: [{ description: "hard", enableAggressiveFiltering: true, bypassSelectedSenders: false }],
        },
      }),
      outcome: "pass",
    },
    {
      name: "no rule in the list",
      record: unit({ "gmail.spam_override_lists": { spamOverride: [] } }),
      outcome: "pass",
    },
    {
      name: "selected senders pass",
      record: unit({
        "gmail.spam_override_lists": { spamOverride: [{ description: "partners", bypassSelectedSenders: true }] },
      }),
      outcome: "fail",
    },
    {
      name: "a bypass in a rule that is switched off",
      record: unit({
        "gmail.spam_override_lists": { spamOverride: [{ ruleId: "1", bypassSelectedSenders: true }] },
        "gmail.rule_states": { ruleStates: [{ ruleId: "1", enabled: false }] },
      }),
      outcome: "pass",
    },
    {
      name: "the warning is hidden for all",
      record: unit({ "gmail.spam_override_lists": { spamOverride: [{ ruleId: "1", hideWarningBannerForAll: true }] } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "no list at all",
      record: unit({ "gmail.spam_override_lists": { spamOverride: "many" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
