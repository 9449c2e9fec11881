import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

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
  examples: [
    {
      name: "as wanted",
      record: unit({ "gmail.links_and_external_images": { enableAggressiveWarningsOnUntrustedLinks: true } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "gmail.links_and_external_images": { enableAggressiveWarningsOnUntrustedLinks: false } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "gmail.links_and_external_images": { enableAggressiveWarningsOnUntrustedLinks: false } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.links_and_external_images": { enableAggressiveWarningsOnUntrustedLinks: false } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.links_and_external_images": { enableAggressiveWarningsOnUntrustedLinks: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "gmail.links_and_external_images": { enableAggressiveWarningsOnUntrustedLinks: false } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.links_and_external_images": { enableAggressiveWarningsOnUntrustedLinks: true } },
        { enableAggressiveWarningsOnUntrustedLinks: false },
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
