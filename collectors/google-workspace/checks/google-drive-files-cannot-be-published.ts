import { defineCheck, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, oneOf, overSetting, overrides, unit, unitByDefault } from "../policy/index.ts";

export default defineCheck({
  id: "google-drive-files-cannot-be-published",
  version: 1,
  title: "Files cannot be opened to everybody on the web",
  rationale: "A published file is found by search engines and by whoever guesses or forwards its link.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users publish files on the web or make them visible to anybody with the link.",
  expected: () => "files cannot be published or shared with anybody who has the link",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) => {
      const mode = oneOf(value, "externalSharingMode", ["DISALLOWED", "ALLOWLISTED_DOMAINS", "ALLOWED"]);
      if (mode === "DISALLOWED") return pass("nothing can be shared outside");
      return mustBe(value, "allowPublishingFiles", false);
    });
  },
  examples: [
    {
      name: "as wanted",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowPublishingFiles: false },
      }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowPublishingFiles: true },
      }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowPublishingFiles: true },
      }),
      outcome: "fail",
    },
    {
      name: "nothing can be shared outside",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "DISALLOWED", allowPublishingFiles: true },
      }),
      outcome: "pass",
    },
    {
      name: "Drive is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowPublishingFiles: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a group that overrides it",
      record: overrides({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", allowPublishingFiles: true },
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
