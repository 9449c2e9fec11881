import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

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
  examples: [
    {
      name: "as wanted",
      record: unit({ "groups_for_business.groups_sharing": { ownersCanHideGroups: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "groups_for_business.groups_sharing": { ownersCanHideGroups: true } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "groups_for_business.groups_sharing": { ownersCanHideGroups: false } }),
      outcome: "pass",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "groups_for_business.groups_sharing": { ownersCanHideGroups: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "groups_for_business.service_status": { serviceState: "DISABLED" },
        "groups_for_business.groups_sharing": { ownersCanHideGroups: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "groups_for_business.groups_sharing": { ownersCanHideGroups: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "groups_for_business.groups_sharing": { ownersCanHideGroups: false } },
        { ownersCanHideGroups: true },
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
  ],
});
