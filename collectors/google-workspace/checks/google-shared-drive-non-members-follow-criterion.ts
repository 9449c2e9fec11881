import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, mustBe, overSetting, unit } from "../policy/index.ts";

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
    ...bindingExamples(
      { type: "drive_and_docs.shared_drive_creation", service: "drive_and_docs" },
      "allowNonMemberAccess",
      { wanted: false, otherwise: true },
    ),
    {
      name: "non-members where your rule lets them in",
      record: unit({ "drive_and_docs.shared_drive_creation": { allowNonMemberAccess: true } }),
      params: { expect: "non-members" },
      outcome: "pass",
    },
  ],
});
