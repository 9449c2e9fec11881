import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples(
    { type: "drive_and_docs.external_file_warning", service: "drive_and_docs" },
    "highlightingEnabled",
    { wanted: true, otherwise: false },
  ),
});
