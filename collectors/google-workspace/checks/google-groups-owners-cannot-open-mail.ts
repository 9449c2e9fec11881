import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

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
  examples: [
    {
      name: "as wanted",
      record: unit({ "groups_for_business.groups_sharing": { ownersCanAllowIncomingMailFromPublic: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "groups_for_business.groups_sharing": { ownersCanAllowIncomingMailFromPublic: true } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "groups_for_business.groups_sharing": { ownersCanAllowIncomingMailFromPublic: true } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "groups_for_business.groups_sharing": { ownersCanAllowIncomingMailFromPublic: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "groups_for_business.service_status": { serviceState: "DISABLED" },
        "groups_for_business.groups_sharing": { ownersCanAllowIncomingMailFromPublic: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "groups_for_business.groups_sharing": { ownersCanAllowIncomingMailFromPublic: true } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "groups_for_business.groups_sharing": { ownersCanAllowIncomingMailFromPublic: false } },
        { ownersCanAllowIncomingMailFromPublic: true },
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
