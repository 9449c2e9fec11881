import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-short-links-are-expanded",
  version: 1,
  title: "Short links in mail are followed and examined",
  rationale: "A short link hides where it leads from the reader and from filters that do not follow it.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on the identification of links behind shortened addresses.",
  expected: () => "links behind shortened addresses are identified",
  test(record) {
    return overSetting(record, { type: "gmail.links_and_external_images", service: "gmail" }, (value) =>
      mustBe(value, "enableShortenerScanning", true),
    );
  },
  examples: settingExamples({ type: "gmail.links_and_external_images", service: "gmail" }, "enableShortenerScanning", {
    wanted: true,
    otherwise: false,
  }),
});
