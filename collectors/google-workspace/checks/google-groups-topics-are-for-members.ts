import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples(
    { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
    "viewTopicsDefaultAccessLevel",
    { wanted: "GROUP_MEMBERS", otherwise: "ANYONE_CAN_VIEW_TOPICS", byDefault: "DOMAIN_USERS" },
  ),
});
