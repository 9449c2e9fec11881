import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["EDITORS_ONLY", "MANAGERS_ONLY", "ALL"] as const;

export default defineCheck({
  id: "google-shared-drive-download-is-limited",
  version: 1,
  title: "Viewers of shared drives cannot download, print or copy",
  rationale: "Who only needs to read needs no copy, and a copy is out of reach of every later decision.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let viewers and commenters download, print and copy files of shared drives.",
  expected: () => "only editors or managers can download, print and copy",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.shared_drive_creation", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "allowedPartiesForDownloadPrintCopy", KNOWN, ["EDITORS_ONLY", "MANAGERS_ONLY"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowedPartiesForDownloadPrintCopy: "EDITORS_ONLY" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowedPartiesForDownloadPrintCopy: "ALL" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "drive_and_docs.shared_drive_creation": { allowedPartiesForDownloadPrintCopy: "ALL" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.shared_drive_creation": { allowedPartiesForDownloadPrintCopy: "ALL" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "drive_and_docs.shared_drive_creation": { allowedPartiesForDownloadPrintCopy: "ALL" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.shared_drive_creation": { allowedPartiesForDownloadPrintCopy: "EDITORS_ONLY" } },
        { allowedPartiesForDownloadPrintCopy: "ALL" },
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
    {
      name: "a value that is not known here",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowedPartiesForDownloadPrintCopy: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
