import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples(
    { type: "drive_and_docs.shared_drive_creation", service: "drive_and_docs" },
    "allowExternalUserAccess",
    { wanted: false, otherwise: true },
  ),
});
