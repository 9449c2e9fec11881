import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

const KNOWN = [
  "PRIVATE_TO_OWNER",
  "LINK_SHARING_PRIVATE",
  "PRIMARY_AUDIENCE_WITH_LINK",
  "PRIMARY_AUDIENCE_WITH_LINK_OR_SEARCH",
] as const;

export default defineCheck({
  id: "google-drive-new-files-are-private",
  version: 1,
  title: "New files are private until somebody shares them",
  rationale: "A default of everybody in the organization shares what nobody decided to share.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Set general access of new files to private to the owner.",
  expected: () => "new files are private to their owner",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.general_access_default", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "defaultFileAccess", KNOWN, ["PRIVATE_TO_OWNER", "LINK_SHARING_PRIVATE"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "drive_and_docs.general_access_default": { defaultFileAccess: "PRIVATE_TO_OWNER" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({
        "drive_and_docs.general_access_default": { defaultFileAccess: "PRIMARY_AUDIENCE_WITH_LINK_OR_SEARCH" },
      }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "drive_and_docs.general_access_default": { defaultFileAccess: "LINK_SHARING_PRIVATE" } }),
      outcome: "pass",
    },
    {
      name: "a group that overrides it",
      record: overrides({
        "drive_and_docs.general_access_default": { defaultFileAccess: "PRIMARY_AUDIENCE_WITH_LINK_OR_SEARCH" },
      }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.general_access_default": { defaultFileAccess: "PRIMARY_AUDIENCE_WITH_LINK_OR_SEARCH" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "drive_and_docs.general_access_default": { defaultFileAccess: "PRIMARY_AUDIENCE_WITH_LINK_OR_SEARCH" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.general_access_default": { defaultFileAccess: "PRIVATE_TO_OWNER" } },
        { defaultFileAccess: "PRIMARY_AUDIENCE_WITH_LINK_OR_SEARCH" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "drive_and_docs.general_access_default": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "drive_and_docs.general_access_default": { defaultFileAccess: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
