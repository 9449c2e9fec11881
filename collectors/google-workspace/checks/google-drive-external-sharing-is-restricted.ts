import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

const KNOWN = ["ALLOWLISTED_DOMAINS", "DISALLOWED", "ALLOWED"] as const;

export default defineCheck({
  id: "google-drive-external-sharing-is-restricted",
  version: 1,
  title: "Files are shared with known domains only, or with nobody outside",
  rationale: "Where anybody may share with anybody, the organization does not know where its files are.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["ALLOWLISTED_DOMAINS", "DISALLOWED"])
      .describe("sharing modes. origin: CISA SCuBA GWS.DRIVEDOCS.1.1, CIS Google Workspace"),
  }),
  remediation:
    "Limit sharing outside the organization to allow-listed domains, or switch it off, with named exceptions by org unit.",
  expected: ({ allowed }) => `sharing outside is one of: ${allowed.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "externalSharingMode", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWLISTED_DOMAINS" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED" } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWLISTED_DOMAINS" } },
        { externalSharingMode: "ALLOWED" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "drive_and_docs.external_sharing": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "drive_and_docs.external_sharing": { externalSharingMode: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "where your criterion allows it",
      record: unit({ "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED" } }),
      params: { allowed: ["ALLOWED"] },
      outcome: "pass",
    },
  ],
});
