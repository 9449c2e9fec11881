import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples(
    { type: "drive_and_docs.file_security_update", service: "drive_and_docs" },
    "securityUpdate",
    { wanted: "APPLY_TO_IMPACTED_FILES", otherwise: "REMOVE_FROM_IMPACTED_FILES" },
  ),
});
