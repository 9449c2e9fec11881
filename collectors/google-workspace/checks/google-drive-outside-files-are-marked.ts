import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-drive-outside-files-are-marked",
  version: 1,
  title: "Files owned outside are marked",
  rationale: "A file that looks like one of ours invites what is only for us.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on the marking of files that belong to other organizations.",
  expected: () => "files owned outside are highlighted",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.external_file_warning", service: "drive_and_docs" }, (value) =>
      mustBe(value, "highlightingEnabled", true),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "drive_and_docs.external_file_warning": { highlightingEnabled: true } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "drive_and_docs.external_file_warning": { highlightingEnabled: false } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "drive_and_docs.external_file_warning": { highlightingEnabled: false } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.external_file_warning": { highlightingEnabled: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "drive_and_docs.external_file_warning": { highlightingEnabled: false } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.external_file_warning": { highlightingEnabled: true } },
        { highlightingEnabled: false },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "drive_and_docs.external_file_warning": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
