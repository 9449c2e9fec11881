import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-shared-drive-settings-are-fixed",
  version: 1,
  title: "Managers of a shared drive cannot loosen its settings",
  rationale: "A setting that every manager can change for their own drive is a suggestion.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let members with manager access override shared drive settings.",
  expected: () => "managers cannot override the settings of new shared drives",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.shared_drive_creation", service: "drive_and_docs" }, (value) =>
      mustBe(value, "allowManagersToOverrideSettings", false),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowManagersToOverrideSettings: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowManagersToOverrideSettings: true } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "drive_and_docs.shared_drive_creation": { allowManagersToOverrideSettings: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.shared_drive_creation": { allowManagersToOverrideSettings: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "drive_and_docs.shared_drive_creation": { allowManagersToOverrideSettings: true } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.shared_drive_creation": { allowManagersToOverrideSettings: false } },
        { allowManagersToOverrideSettings: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "drive_and_docs.shared_drive_creation": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
