import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-super-administrator-self-recovery-is-off",
  version: 1,
  title: "Super administrators cannot recover their account by themselves",
  rationale:
    "Recovery by telephone or private mail lets whoever holds those take over the whole tenant, second step or not.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch off account recovery for super administrators; let another super administrator reset instead.",
  expected: () => "super administrators cannot recover their account by themselves",
  test(record) {
    return overSetting(record, { type: "security.super_admin_account_recovery" }, (value) =>
      mustBe(value, "enableAccountRecovery", false),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "security.super_admin_account_recovery": { enableAccountRecovery: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "security.super_admin_account_recovery": { enableAccountRecovery: true } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "security.super_admin_account_recovery": { enableAccountRecovery: false } }),
      outcome: "pass",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "security.super_admin_account_recovery": { enableAccountRecovery: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "security.super_admin_account_recovery": { enableAccountRecovery: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "security.super_admin_account_recovery": { enableAccountRecovery: false } },
        { enableAccountRecovery: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "security.super_admin_account_recovery": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
