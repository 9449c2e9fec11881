import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples(
    { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
    "collaborationCapability",
    { wanted: "DOMAIN_USERS_ONLY", otherwise: "ANYONE_CAN_ACCESS", byDefault: "DOMAIN_USERS_ONLY" },
  ),
});
