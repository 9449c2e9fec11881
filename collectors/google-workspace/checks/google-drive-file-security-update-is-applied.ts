import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["APPLY_TO_IMPACTED_FILES", "REMOVE_FROM_IMPACTED_FILES"] as const;

export default defineCheck({
  id: "google-drive-file-security-update-is-applied",
  version: 1,
  title: "Old links carry the security update",
  rationale: "Links made before 2021 can be guessed more easily unless the update adds a key to them.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Apply the file security update to all impacted files.",
  expected: () => "the security update is applied to impacted files",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.file_security_update", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "securityUpdate", KNOWN, ["APPLY_TO_IMPACTED_FILES"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "drive_and_docs.file_security_update": { securityUpdate: "APPLY_TO_IMPACTED_FILES" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "drive_and_docs.file_security_update": { securityUpdate: "REMOVE_FROM_IMPACTED_FILES" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "drive_and_docs.file_security_update": { securityUpdate: "REMOVE_FROM_IMPACTED_FILES" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.file_security_update": { securityUpdate: "REMOVE_FROM_IMPACTED_FILES" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "drive_and_docs.file_security_update": { securityUpdate: "REMOVE_FROM_IMPACTED_FILES" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.file_security_update": { securityUpdate: "APPLY_TO_IMPACTED_FILES" } },
        { securityUpdate: "REMOVE_FROM_IMPACTED_FILES" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "drive_and_docs.file_security_update": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "drive_and_docs.file_security_update": { securityUpdate: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
