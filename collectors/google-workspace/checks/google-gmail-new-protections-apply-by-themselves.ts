import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-new-protections-apply-by-themselves",
  version: 1,
  title: "New protections of Gmail apply by themselves",
  rationale: "Attacks change faster than administrators read release notes.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Let future recommended settings apply automatically for attachments, links and spoofing.",
  expected: () => "future recommended settings apply to attachments, links and spoofing without anybody's doing",
  test(record) {
    const flags = [
      ["gmail.email_attachment_safety", "applyFutureRecommendedSettingsAutomatically"],
      ["gmail.links_and_external_images", "applyFutureSettingsAutomatically"],
      ["gmail.spoofing_and_authentication", "applyFutureSettingsAutomatically"],
    ] as const;
    const judged = flags.map(([type, field]) =>
      overSetting(record, { type, service: "gmail" }, (value) => mustBe(value, field, true)),
    );
    for (const outcome of ["fail", "undetermined", "pass"] as const) {
      const one = judged.find((judgement) => judgement.outcome === outcome);
      if (one !== undefined) return one;
    }
    return judged[0] ?? notApplicable("nothing to judge");
  },
  examples: [
    {
      name: "all three",
      record: unit({
        "gmail.email_attachment_safety": { applyFutureRecommendedSettingsAutomatically: true },
        "gmail.links_and_external_images": { applyFutureSettingsAutomatically: true },
        "gmail.spoofing_and_authentication": { applyFutureSettingsAutomatically: true },
      }),
      outcome: "pass",
    },
    {
      name: "not for links",
      record: unit({
        "gmail.email_attachment_safety": { applyFutureRecommendedSettingsAutomatically: true },
        "gmail.links_and_external_images": { applyFutureSettingsAutomatically: false },
        "gmail.spoofing_and_authentication": { applyFutureSettingsAutomatically: true },
      }),
      outcome: "fail",
    },
    {
      name: "attachments not stated",
      record: unit({
        "gmail.links_and_external_images": { applyFutureSettingsAutomatically: true },
        "gmail.spoofing_and_authentication": { applyFutureSettingsAutomatically: true },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
  ],
});
