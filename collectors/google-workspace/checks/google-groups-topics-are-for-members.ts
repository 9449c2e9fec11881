import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

const KNOWN = ["GROUP_MEMBERS", "MANAGERS", "OWNERS", "DOMAIN_USERS", "ANYONE_CAN_VIEW_TOPICS"] as const;

export default defineCheck({
  id: "google-groups-topics-are-for-members",
  version: 1,
  title: "Conversations of new groups are for members",
  rationale: "A group's archive holds years of attachments; by default the whole organization can read it.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Set the default for viewing conversations to all group members.",
  expected: () => "new groups show conversations to members, managers or owners",
  test(record) {
    return overSetting(
      record,
      { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
      (value) => mustBeOneOf(value, "viewTopicsDefaultAccessLevel", KNOWN, ["GROUP_MEMBERS", "MANAGERS", "OWNERS"]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "groups_for_business.groups_sharing": { viewTopicsDefaultAccessLevel: "GROUP_MEMBERS" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({
        "groups_for_business.groups_sharing": { viewTopicsDefaultAccessLevel: "ANYONE_CAN_VIEW_TOPICS" },
      }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "groups_for_business.groups_sharing": { viewTopicsDefaultAccessLevel: "DOMAIN_USERS" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({
        "groups_for_business.groups_sharing": { viewTopicsDefaultAccessLevel: "ANYONE_CAN_VIEW_TOPICS" },
      }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "groups_for_business.service_status": { serviceState: "DISABLED" },
        "groups_for_business.groups_sharing": { viewTopicsDefaultAccessLevel: "ANYONE_CAN_VIEW_TOPICS" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "groups_for_business.groups_sharing": { viewTopicsDefaultAccessLevel: "ANYONE_CAN_VIEW_TOPICS" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "groups_for_business.groups_sharing": { viewTopicsDefaultAccessLevel: "GROUP_MEMBERS" } },
        { viewTopicsDefaultAccessLevel: "ANYONE_CAN_VIEW_TOPICS" },
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
      record: unit({ "groups_for_business.groups_sharing": { viewTopicsDefaultAccessLevel: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
