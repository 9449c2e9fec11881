import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["SAME_ORGANIZATION_ONLY", "ANY_WORKSPACE_ORGANIZATION", "ALL"] as const;

export default defineCheck({
  id: "google-meet-outside-meetings-are-limited",
  version: 1,
  title: "People join meetings of other organizations only, not of private accounts",
  rationale: "A meeting under a private account is recorded and kept by rules that nobody agreed to.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Let users join meetings of Workspace organizations only.",
  expected: () => "users join meetings of the organization or of other Workspace organizations",
  unmapped: "The guidance asks how one's own information is shared, not which meetings of others people may join.",
  test(record) {
    return overSetting(record, { type: "meet.safety_access", service: "meet" }, (value) =>
      mustBeOneOf(value, "meetingsAllowedToJoin", KNOWN, ["SAME_ORGANIZATION_ONLY", "ANY_WORKSPACE_ORGANIZATION"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "meet.safety_access": { meetingsAllowedToJoin: "SAME_ORGANIZATION_ONLY" } }),
      outcome: "pass",
    },
    { name: "otherwise", record: unit({ "meet.safety_access": { meetingsAllowedToJoin: "ALL" } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "meet.safety_access": { meetingsAllowedToJoin: "ALL" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "meet.service_status": { serviceState: "DISABLED" },
        "meet.safety_access": { meetingsAllowedToJoin: "ALL" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "meet.safety_access": { meetingsAllowedToJoin: "ALL" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "meet.safety_access": { meetingsAllowedToJoin: "SAME_ORGANIZATION_ONLY" } },
        { meetingsAllowedToJoin: "ALL" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "meet.safety_access": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "meet.safety_access": { meetingsAllowedToJoin: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
