import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

const KNOWN = ["DOMAIN_USERS_ONLY", "ANYONE_CAN_ACCESS"] as const;

export default defineCheck({
  id: "google-groups-are-internal",
  version: 1,
  title: "Groups are closed from outside",
  rationale:
    "A group open to the world shows its conversations to search engines: that is how many Workspace leaks happened.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Set access to groups from outside the organization to private.",
  expected: () => "groups can be reached by users of the domain only",
  test(record) {
    return overSetting(
      record,
      { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
      (value) => mustBeOneOf(value, "collaborationCapability", KNOWN, ["DOMAIN_USERS_ONLY"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "groups_for_business.groups_sharing": { collaborationCapability: "DOMAIN_USERS_ONLY" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "groups_for_business.groups_sharing": { collaborationCapability: "ANYONE_CAN_ACCESS" } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "groups_for_business.groups_sharing": { collaborationCapability: "DOMAIN_USERS_ONLY" } }),
      outcome: "pass",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "groups_for_business.groups_sharing": { collaborationCapability: "ANYONE_CAN_ACCESS" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "groups_for_business.service_status": { serviceState: "DISABLED" },
        "groups_for_business.groups_sharing": { collaborationCapability: "ANYONE_CAN_ACCESS" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "groups_for_business.groups_sharing": { collaborationCapability: "ANYONE_CAN_ACCESS" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "groups_for_business.groups_sharing": { collaborationCapability: "DOMAIN_USERS_ONLY" } },
        { collaborationCapability: "ANYONE_CAN_ACCESS" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "groups_for_business.groups_sharing": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "groups_for_business.groups_sharing": { collaborationCapability: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
