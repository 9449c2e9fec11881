import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-password-reuse-is-prevented",
  version: 1,
  title: "Old passwords cannot be used again",
  rationale: "A password that was replaced because somebody might know it must not come back.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch off password reuse in the password settings of the org unit.",
  expected: () => "passwords cannot be reused",
  test(record) {
    return overSetting(record, { type: "security.password" }, (value) => mustBe(value, "allowReuse", false));
  },
  examples: [
    { name: "as wanted", record: unit({ "security.password": { allowReuse: false } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "security.password": { allowReuse: true } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "security.password": { allowReuse: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "security.password": { allowReuse: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "security.password": { allowReuse: false } }, { allowReuse: true }),
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
