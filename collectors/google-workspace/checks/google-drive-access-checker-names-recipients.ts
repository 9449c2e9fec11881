import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

const KNOWN = ["RECIPIENTS_ONLY", "RECIPIENTS_OR_AUDIENCE", "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC"] as const;

export default defineCheck({
  id: "google-drive-access-checker-names-recipients",
  version: 1,
  title: "Drive offers access for the recipients only, not for everybody",
  rationale:
    "When a link is sent, people take the first offer of the dialogue: it must not be everybody with the link.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Set the access checker to recipients only.",
  expected: () => "the access checker suggests the recipients only",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "accessCheckerSuggestions", KNOWN, ["RECIPIENTS_ONLY"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "drive_and_docs.external_sharing": { accessCheckerSuggestions: "RECIPIENTS_ONLY" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({
        "drive_and_docs.external_sharing": { accessCheckerSuggestions: "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC" },
      }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({
        "drive_and_docs.external_sharing": { accessCheckerSuggestions: "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC" },
      }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({
        "drive_and_docs.external_sharing": { accessCheckerSuggestions: "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC" },
      }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.external_sharing": { accessCheckerSuggestions: "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "drive_and_docs.external_sharing": { accessCheckerSuggestions: "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.external_sharing": { accessCheckerSuggestions: "RECIPIENTS_ONLY" } },
        { accessCheckerSuggestions: "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC" },
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
      record: unit({ "drive_and_docs.external_sharing": { accessCheckerSuggestions: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
