import { defineCheck, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, flagOf, mustBe, overSetting, unit, unitByDefault } from "../policy/index.ts";

export default defineCheck({
  id: "google-groups-owners-cannot-admit-outsiders",
  version: 1,
  title: "Outside members in groups are as your criterion says",
  rationale:
    "Baselines keep groups internal; many organizations work with partners in groups. An owner who may admit outsiders decides alone who reads the group's files. Which one holds must be your decision.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    expect: z
      .enum(["not-allowed", "allowed"])
      .default("not-allowed")
      .describe("not-allowed or allowed. origin: CISA SCuBA GWS.GROUPS.1.2, CIS Google Workspace"),
  }),
  remediation: "Do not let group owners admit outsiders, or change the parameter expect.",
  expected: ({ expect }) =>
    `group owners ${expect === "not-allowed" ? "cannot" : "may"} admit people from outside (criterion: parameter expect)`,
  test(record, ctx) {
    return overSetting(
      record,
      { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
      (value) =>
        ctx.params.expect === "allowed"
          ? pass(
              `ownersCanAllowExternalMembers is ${flagOf(value, "ownersCanAllowExternalMembers")}; your rule allows either`,
            )
          : mustBe(value, "ownersCanAllowExternalMembers", false),
    );
  },
  examples: [
    {
      name: "not allowed",
      record: unit({ "groups_for_business.groups_sharing": { ownersCanAllowExternalMembers: false } }),
      outcome: "pass",
    },
    {
      name: "allowed against the default criterion",
      record: unit({ "groups_for_business.groups_sharing": { ownersCanAllowExternalMembers: true } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "groups_for_business.groups_sharing": { ownersCanAllowExternalMembers: false } }),
      outcome: "pass",
    },
    ...bindingExamples(
      { type: "groups_for_business.groups_sharing", service: "groups_for_business" },
      "ownersCanAllowExternalMembers",
      { wanted: false, otherwise: true },
    ),
    {
      name: "where your rule allows it",
      record: unit({ "groups_for_business.groups_sharing": { ownersCanAllowExternalMembers: true } }),
      params: { expect: "allowed" },
      outcome: "pass",
    },
  ],
});
