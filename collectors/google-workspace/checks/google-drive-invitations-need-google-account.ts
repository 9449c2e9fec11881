import { defineCheck, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, oneOf, overSetting, overrides, unit, unitByDefault } from "../policy/index.ts";

export default defineCheck({
  id: "google-drive-invitations-need-google-account",
  version: 1,
  title: "Files are not shared with people without a Google account",
  rationale: "A visitor who opens a file by code is whoever reads the mail: nothing ties the access to a person.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not allow sharing with people who have no Google account.",
  expected: () => "people without a Google account cannot be invited to files",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) => {
      const mode = oneOf(value, "externalSharingMode", ["DISALLOWED", "ALLOWLISTED_DOMAINS", "ALLOWED"]);
      if (mode === "DISALLOWED") return pass("nothing can be shared outside");
      return mustBe(value, "allowNonGoogleInvites", false);
    });
  },
  examples: [
    {
      name: "as wanted",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowNonGoogleInvites: false },
      }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowNonGoogleInvites: true },
      }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowNonGoogleInvites: true },
      }),
      outcome: "fail",
    },
    {
      name: "nothing can be shared outside",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "DISALLOWED", allowNonGoogleInvites: true },
      }),
      outcome: "pass",
    },
    {
      name: "Drive is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowNonGoogleInvites: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a group that overrides it",
      record: overrides({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowNonGoogleInvites: true },
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
