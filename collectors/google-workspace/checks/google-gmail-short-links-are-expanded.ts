import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

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
  examples: [
    {
      name: "as wanted",
      record: unit({ "gmail.links_and_external_images": { enableShortenerScanning: true } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "gmail.links_and_external_images": { enableShortenerScanning: false } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.links_and_external_images": { enableShortenerScanning: false } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.links_and_external_images": { enableShortenerScanning: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "gmail.links_and_external_images": { enableShortenerScanning: false } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.links_and_external_images": { enableShortenerScanning: true } },
        { enableShortenerScanning: false },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.links_and_external_images": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
