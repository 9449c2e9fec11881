import { defineCheck, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, oneOf, overSetting, overrides, unit, unitByDefault } from "../policy/index.ts";

export default defineCheck({
  id: "google-drive-outside-files-are-not-received",
  version: 1,
  title: "Files owned outside are not taken into own folders",
  rationale:
    "A file that an outsider owns and colleagues fill leaves with the outsider, and may bring what nobody examined.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users receive files from outside the organization, where the work does not need it.",
  expected: () => "users cannot receive files from outside the organization",
  unmapped:
    "The guidance limits sharing outward; receiving files is judged by how they are examined (8.7-2), which this setting does not do.",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) => {
      const mode = oneOf(value, "externalSharingMode", ["DISALLOWED", "ALLOWLISTED_DOMAINS", "ALLOWED"]);
      if (mode === "DISALLOWED") return pass("nothing can be shared outside");
      return mustBe(value, "allowReceivingExternalFiles", false);
    });
  },
  examples: [
    {
      name: "as wanted",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowReceivingExternalFiles: false },
      }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowReceivingExternalFiles: true },
      }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowReceivingExternalFiles: true },
      }),
      outcome: "fail",
    },
    {
      name: "nothing can be shared outside",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "DISALLOWED", allowReceivingExternalFiles: true },
      }),
      outcome: "pass",
    },
    {
      name: "Drive is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowReceivingExternalFiles: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a group that overrides it",
      record: overrides({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowReceivingExternalFiles: true },
      }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the field is not stated",
      record: unit({ "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
