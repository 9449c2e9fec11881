import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, oneOf, overSetting, overrides, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-drive-external-sharing-warns",
  version: 1,
  title: "People are warned before they share outside",
  rationale: "Most leaks by sharing are slips: a warning is the moment at which they are noticed.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on the warning for sharing outside the organization, or outside the allow-list.",
  expected: () => "a warning comes before sharing outside, where sharing outside is possible",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) => {
      const mode = oneOf(value, "externalSharingMode", ["DISALLOWED", "ALLOWLISTED_DOMAINS", "ALLOWED"]);
      if (mode === "DISALLOWED") return notApplicable("nothing can be shared outside");
      return mustBe(
        value,
        mode === "ALLOWED" ? "warnForExternalSharing" : "warnForSharingOutsideAllowlistedDomains",
        true,
      );
    });
  },
  examples: [
    {
      name: "allowed, with a warning",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", warnForExternalSharing: true },
      }),
      outcome: "pass",
    },
    {
      name: "allowed, without a warning",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", warnForExternalSharing: false },
      }),
      outcome: "fail",
    },
    {
      name: "allow-listed, without a warning",
      record: unit({
        "drive_and_docs.external_sharing": {
          externalSharingMode: "ALLOWLISTED_DOMAINS",
          warnForExternalSharing: true,
          warnForSharingOutsideAllowlistedDomains: false,
        },
      }),
      outcome: "fail",
    },
    {
      name: "not allowed at all",
      record: unit({
        "drive_and_docs.external_sharing": { externalSharingMode: "DISALLOWED", warnForExternalSharing: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "Drive is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED", warnForExternalSharing: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a mode that is not known here",
      record: unit({ "drive_and_docs.external_sharing": { externalSharingMode: "NEW", warnForExternalSharing: true } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
