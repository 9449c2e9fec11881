import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-shared-drive-excludes-outsiders",
  version: 1,
  title: "Outsiders are not members of shared drives",
  rationale: "A member from outside sees what everybody will ever put into the drive, not the one file that was meant.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation:
    "Do not let people outside the organization access files in shared drives; share single files where needed.",
  expected: () => "people outside cannot access shared drives",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.shared_drive_creation", service: "drive_and_docs" }, (value) =>
      mustBe(value, "allowExternalUserAccess", false),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowExternalUserAccess: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowExternalUserAccess: true } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "drive_and_docs.shared_drive_creation": { allowExternalUserAccess: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.shared_drive_creation": { allowExternalUserAccess: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowExternalUserAccess: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.shared_drive_creation": { allowExternalUserAccess: false } },
        { allowExternalUserAccess: true },
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
