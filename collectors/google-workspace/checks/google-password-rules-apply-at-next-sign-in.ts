import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-password-rules-apply-at-next-sign-in",
  version: 1,
  title: "Password rules hold for passwords that exist already",
  rationale:
    "New rules that wait for the next change leave every old password as it is, most of all those that never change.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Enforce the password policy at next sign-in in the org unit.",
  expected: () => "length and strength are enforced at the next sign-in",
  test(record) {
    return overSetting(record, { type: "security.password" }, (value) =>
      mustBe(value, "enforceRequirementsAtLogin", true),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "security.password": { enforceRequirementsAtLogin: true } }), outcome: "pass" },
    {
      name: "otherwise",
      record: unit({ "security.password": { enforceRequirementsAtLogin: false } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "security.password": { enforceRequirementsAtLogin: false } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "security.password": { enforceRequirementsAtLogin: false } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "security.password": { enforceRequirementsAtLogin: true } },
        { enforceRequirementsAtLogin: false },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "security.password": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
