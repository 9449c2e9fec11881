import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-less-secure-apps-are-off",
  version: 1,
  title: "Apps that sign in with the password alone are refused",
  rationale: "An app that sends the password knows no second step: one stolen password reads the mailbox.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Disable access to less secure apps for every user.",
  expected: () => "less secure apps cannot be used",
  test(record) {
    return overSetting(record, { type: "security.less_secure_apps" }, (value) =>
      mustBe(value, "allowLessSecureApps", false),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "security.less_secure_apps": { allowLessSecureApps: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "security.less_secure_apps": { allowLessSecureApps: true } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "security.less_secure_apps": { allowLessSecureApps: false } }),
      outcome: "pass",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "security.less_secure_apps": { allowLessSecureApps: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "security.less_secure_apps": { allowLessSecureApps: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "security.less_secure_apps": { allowLessSecureApps: false } },
        { allowLessSecureApps: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "security.less_secure_apps": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
