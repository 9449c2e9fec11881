import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-groups-cannot-be-hidden",
  version: 1,
  title: "Owners cannot hide groups from the directory",
  rationale: "A hidden group grants access that nobody sees in a review.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let group owners hide groups from the directory.",
  expected: () => "group owners cannot hide groups",
  test(record) {
    return overSetting(
      record,
      { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
      (value) => mustBe(value, "ownersCanHideGroups", false),
    );
  },
  examples: settingExamples(
    { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
    "ownersCanHideGroups",
    { wanted: false, otherwise: true, byDefault: false },
  ),
});
