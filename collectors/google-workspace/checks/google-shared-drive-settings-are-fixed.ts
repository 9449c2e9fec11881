import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-shared-drive-settings-are-fixed",
  version: 1,
  title: "Managers of a shared drive cannot loosen its settings",
  rationale: "A setting that every manager can change for their own drive is a suggestion.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let members with manager access override shared drive settings.",
  expected: () => "managers cannot override the settings of new shared drives",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.shared_drive_creation", service: "drive_and_docs" }, (value) =>
      mustBe(value, "allowManagersToOverrideSettings", false),
    );
  },
  examples: settingExamples(
    { type: "drive_and_docs.shared_drive_creation", service: "drive_and_docs" },
    "allowManagersToOverrideSettings",
    { wanted: false, otherwise: true },
  ),
});
