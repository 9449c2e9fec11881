import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-linked-images-are-examined",
  version: 1,
  title: "Linked images in mail are examined",
  rationale: "An image can carry what text filters would stop, and tells the sender who opened it.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on the examination of linked images.",
  expected: () => "linked images are examined",
  test(record) {
    return overSetting(record, { type: "gmail.links_and_external_images", service: "gmail" }, (value) =>
      mustBe(value, "enableExternalImageScanning", true),
    );
  },
  examples: settingExamples(
    { type: "gmail.links_and_external_images", service: "gmail" },
    "enableExternalImageScanning",
    { wanted: true, otherwise: false },
  ),
});
