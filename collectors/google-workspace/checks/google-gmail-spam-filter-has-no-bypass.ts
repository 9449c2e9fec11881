import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { listOf, overSetting, overrides, unit } from "../policy/index.ts";

const FLAGS = [
  "bypassInternalSenders",
  "bypassSelectedSenders",
  "hideWarningBannerForAll",
  "hideWarningBannerFromSelectedSenders",
] as const;

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
      const found = rules.flatMap((rule) => {
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
