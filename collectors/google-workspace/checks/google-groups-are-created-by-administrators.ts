import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

const KNOWN = ["ADMIN_ONLY", "USERS_IN_DOMAIN", "ANYONE_CAN_CREATE"] as const;

export default defineCheck({
  id: "google-groups-are-created-by-administrators",
  version: 1,
  title: "Groups are created by administrators",
  rationale: "A group grants access; who creates one gives rights that nobody approved.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["ADMIN_ONLY"])
      .describe("who creates groups. origin: CISA SCuBA GWS.GROUPS.2.1, CIS Google Workspace"),
  }),
  remediation: "Let only administrators create groups.",
  expected: ({ allowed }) => `who may create groups: ${allowed.join(", ")}`,
  test(record, ctx) {
    return overSetting(
      record,
      { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
      (value) => mustBeOneOf(value, "createGroupsAccessLevel", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "groups_for_business.groups_sharing": { createGroupsAccessLevel: "ADMIN_ONLY" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "groups_for_business.groups_sharing": { createGroupsAccessLevel: "ANYONE_CAN_CREATE" } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "groups_for_business.groups_sharing": { createGroupsAccessLevel: "USERS_IN_DOMAIN" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "groups_for_business.groups_sharing": { createGroupsAccessLevel: "ANYONE_CAN_CREATE" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "groups_for_business.service_status": { serviceState: "DISABLED" },
        "groups_for_business.groups_sharing": { createGroupsAccessLevel: "ANYONE_CAN_CREATE" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "groups_for_business.groups_sharing": { createGroupsAccessLevel: "ANYONE_CAN_CREATE" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "groups_for_business.groups_sharing": { createGroupsAccessLevel: "ADMIN_ONLY" } },
        { createGroupsAccessLevel: "ANYONE_CAN_CREATE" },
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
      record: unit({ "groups_for_business.groups_sharing": { createGroupsAccessLevel: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "where your criterion allows it",
      record: unit({ "groups_for_business.groups_sharing": { createGroupsAccessLevel: "ANYONE_CAN_CREATE" } }),
      params: { allowed: ["ANYONE_CAN_CREATE"] },
      outcome: "pass",
    },
  ],
});
