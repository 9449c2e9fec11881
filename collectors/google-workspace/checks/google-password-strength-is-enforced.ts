import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["STRONG", "WEAK"] as const;

export default defineCheck({
  id: "google-password-strength-is-enforced",
  version: 1,
  title: "Weak passwords are refused",
  rationale: "Google holds a new password against known-bad and easily guessed ones only where strength is enforced.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Enforce strong passwords in the password settings of the org unit.",
  expected: () => "only strong passwords are accepted",
  test(record) {
    return overSetting(record, { type: "security.password" }, (value) =>
      mustBeOneOf(value, "allowedStrength", KNOWN, ["STRONG"]),
    );
  },
  examples: [
    { name: "as wanted", record: unit({ "security.password": { allowedStrength: "STRONG" } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "security.password": { allowedStrength: "WEAK" } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "security.password": { allowedStrength: "WEAK" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "security.password": { allowedStrength: "WEAK" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "security.password": { allowedStrength: "STRONG" } }, { allowedStrength: "WEAK" }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "security.password": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "security.password": { allowedStrength: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
