import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

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
  examples: [
    {
      name: "as wanted",
      record: unit({ "gmail.links_and_external_images": { enableExternalImageScanning: true } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "gmail.links_and_external_images": { enableExternalImageScanning: false } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.links_and_external_images": { enableExternalImageScanning: false } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.links_and_external_images": { enableExternalImageScanning: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "gmail.links_and_external_images": { enableExternalImageScanning: false } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.links_and_external_images": { enableExternalImageScanning: true } },
        { enableExternalImageScanning: false },
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
