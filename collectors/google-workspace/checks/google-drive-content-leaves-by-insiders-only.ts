import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

const KNOWN = ["NONE", "ELIGIBLE_INTERNAL_USERS", "ALL_ELIGIBLE_USERS"] as const;

export default defineCheck({
  id: "google-drive-content-leaves-by-insiders-only",
  version: 1,
  title: "Files move to other organizations by insiders only",
  rationale: "Who may move content into a drive of another organization gives it away for good.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Let nobody, or only users of the organization, distribute content outside.",
  expected: () => "nobody, or only users of the organization, can move content outside",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "allowedPartiesForDistributingContent", KNOWN, ["NONE", "ELIGIBLE_INTERNAL_USERS"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "drive_and_docs.external_sharing": { allowedPartiesForDistributingContent: "NONE" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({
        "drive_and_docs.external_sharing": { allowedPartiesForDistributingContent: "ALL_ELIGIBLE_USERS" },
      }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({
        "drive_and_docs.external_sharing": { allowedPartiesForDistributingContent: "ALL_ELIGIBLE_USERS" },
      }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({
        "drive_and_docs.external_sharing": { allowedPartiesForDistributingContent: "ALL_ELIGIBLE_USERS" },
      }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.external_sharing": { allowedPartiesForDistributingContent: "ALL_ELIGIBLE_USERS" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "drive_and_docs.external_sharing": { allowedPartiesForDistributingContent: "ALL_ELIGIBLE_USERS" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.external_sharing": { allowedPartiesForDistributingContent: "NONE" } },
        { allowedPartiesForDistributingContent: "ALL_ELIGIBLE_USERS" },
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
      record: unit({ "drive_and_docs.external_sharing": { allowedPartiesForDistributingContent: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
