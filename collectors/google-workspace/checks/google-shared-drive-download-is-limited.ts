import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples(
    { type: "drive_and_docs.shared_drive_creation", service: "drive_and_docs" },
    "allowedPartiesForDownloadPrintCopy",
    { wanted: "EDITORS_ONLY", otherwise: "ALL" },
  ),
});
