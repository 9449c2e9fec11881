import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-untrusted-links-warn",
  version: 1,
  title: "Links to untrusted domains warn before they open",
  rationale:
    "The click on a false link is where most break-ins begin; a warning at that moment works better than training.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Show a warning for any click on links to untrusted domains.",
  expected: () => "a warning comes before a link to an untrusted domain opens",
  test(record) {
    return overSetting(record, { type: "gmail.links_and_external_images", service: "gmail" }, (value) =>
      mustBe(value, "enableAggressiveWarningsOnUntrustedLinks", true),
    );
  },
  examples: settingExamples(
    { type: "gmail.links_and_external_images", service: "gmail" },
    "enableAggressiveWarningsOnUntrustedLinks",
    { wanted: true, otherwise: false, byDefault: false },
  ),
});
