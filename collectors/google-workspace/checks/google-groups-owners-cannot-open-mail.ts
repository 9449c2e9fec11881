import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-groups-owners-cannot-open-mail",
  version: 1,
  title: "Group owners cannot open groups to mail from outside",
  rationale: "A group that takes mail from anybody carries phishing to all its members at once.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let group owners allow incoming mail from outside the organization.",
  expected: () => "owners cannot allow mail from outside",
  test(record) {
    return overSetting(
      record,
      { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
      (value) => mustBe(value, "ownersCanAllowIncomingMailFromPublic", false),
    );
  },
  examples: settingExamples(
    { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
    "ownersCanAllowIncomingMailFromPublic",
    { wanted: false, otherwise: true, byDefault: true },
  ),
});
