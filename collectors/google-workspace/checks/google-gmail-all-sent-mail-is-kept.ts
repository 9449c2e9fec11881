import { defineCheck, undetermined } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { listOf, mustBe, overSetting, overrides, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-all-sent-mail-is-kept",
  version: 1,
  title: "Mail that other services send in a user's name is kept",
  rationale: "Mail sent by devices and other services is a record too, and appears in no mailbox unless it is stored.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on comprehensive mail storage.",
  expected: () => "a comprehensive mail storage rule exists and is enabled",
  test(record) {
    return overSetting(record, { type: "gmail.comprehensive_mail_storage", service: "gmail" }, (value) => {
      const id = value["ruleId"];
      if (typeof id !== "string" || id === "")
        return undetermined("schema-mismatch", "the platform did not state ruleId");
      const states = record.settings["gmail.rule_states"];
      const state = (states === undefined ? [] : listOf(states.value, "ruleStates")).find(
        (candidate) => (candidate as Readonly<Record<string, unknown>>)["ruleId"] === id,
      ) as Readonly<Record<string, unknown>> | undefined;
      if (state === undefined) return undetermined("schema-mismatch", `whether rule ${id} is enabled is not stated`);
      return mustBe(state, "enabled", true);
    });
  },
  examples: [
    {
      name: "enabled",
      record: unit({
        "gmail.comprehensive_mail_storage": { ruleId: "1" },
        "gmail.rule_states": { ruleStates: [{ ruleId: "1", enabled: true }] },
      }),
      outcome: "pass",
    },
    {
      name: "disabled",
      record: unit({
        "gmail.comprehensive_mail_storage": { ruleId: "1" },
        "gmail.rule_states": { ruleStates: [{ ruleId: "1", enabled: false }] },
      }),
      outcome: "fail",
    },
    {
      name: "state not stated",
      record: unit({ "gmail.comprehensive_mail_storage": { ruleId: "1" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
