import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples, unit } from "../policy/index.ts";

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
    ...settingExamples(
      { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
      "createGroupsAccessLevel",
      { wanted: "ADMIN_ONLY", otherwise: "ANYONE_CAN_CREATE", byDefault: "USERS_IN_DOMAIN" },
    ),
    {
      name: "where your criterion allows it",
      record: unit({ "groups_for_business.groups_sharing": { createGroupsAccessLevel: "ANYONE_CAN_CREATE" } }),
      params: { allowed: ["ANYONE_CAN_CREATE"] },
      outcome: "pass",
    },
  ],
});
