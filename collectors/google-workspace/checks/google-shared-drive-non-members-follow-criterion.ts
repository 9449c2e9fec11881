import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-shared-drive-non-members-follow-criterion",
  version: 1,
  title: "Access of non-members to shared drive files is as your criterion says",
  rationale:
    "CIS keeps shared drives to members, CISA SCuBA lets single files go to non-members so that nobody makes them members instead. Which one holds must be your decision.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    expect: z
      .enum(["members-only", "non-members"])
      .default("members-only")
      .describe(
        "members-only or non-members. origin: CIS Google Workspace; CISA SCuBA GWS.DRIVEDOCS.2.2 asks for non-members",
      ),
  }),
  remediation:
    "Allow or forbid adding non-members to files of shared drives as your rule says, or change the parameter expect.",
  expected: ({ expect }) =>
    `people who are not members ${expect === "members-only" ? "cannot" : "can"} be added to files (criterion: parameter expect)`,
  test(record, ctx) {
    return overSetting(record, { type: "drive_and_docs.shared_drive_creation", service: "drive_and_docs" }, (value) =>
      mustBe(value, "allowNonMemberAccess", ctx.params.expect === "non-members"),
    );
  },
  examples: [
    {
      name: "members only",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowNonMemberAccess: false } }),
      outcome: "pass",
    },
    {
      name: "non-members against the default criterion",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowNonMemberAccess: true } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "drive_and_docs.shared_drive_creation": { allowNonMemberAccess: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "drive_and_docs.service_status": { serviceState: "DISABLED" },
        "drive_and_docs.shared_drive_creation": { allowNonMemberAccess: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowNonMemberAccess: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "drive_and_docs.shared_drive_creation": { allowNonMemberAccess: false } },
        { allowNonMemberAccess: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "drive_and_docs.shared_drive_creation": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "non-members where your rule lets them in",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowNonMemberAccess: true } }),
      params: { expect: "non-members" },
      outcome: "pass",
    },
  ],
});
