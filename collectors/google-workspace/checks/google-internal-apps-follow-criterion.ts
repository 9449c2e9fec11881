import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, mustBe, overSetting, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-internal-apps-follow-criterion",
  version: 1,
  title: "Trust in internal apps is as your criterion says",
  rationale:
    "CIS trusts apps that the organization wrote itself, CISA SCuBA does not, because anybody with a Cloud project can write one. Which one holds must be your decision.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    expect: z
      .enum(["not-trusted", "trusted"])
      .default("not-trusted")
      .describe("trusted or not-trusted. origin: CISA SCuBA GWS.COMMONCONTROLS.10.3; CIS asks for trusted"),
  }),
  remediation: "Switch trust in internal apps as your rule says, or change the parameter expect.",
  expected: ({ expect }) =>
    `internal apps are ${expect === "trusted" ? "" : "not "}trusted by themselves (criterion: parameter expect)`,
  test(record, ctx) {
    return overSetting(record, { type: "api_controls.internal_apps" }, (value) =>
      mustBe(value, "trustInternalApps", ctx.params.expect === "trusted"),
    );
  },
  examples: [
    {
      name: "not trusted",
      record: unit({ "api_controls.internal_apps": { trustInternalApps: false } }),
      outcome: "pass",
    },
    {
      name: "trusted against the default criterion",
      record: unit({ "api_controls.internal_apps": { trustInternalApps: true } }),
      outcome: "fail",
    },
    ...bindingExamples({ type: "api_controls.internal_apps" }, "trustInternalApps", { wanted: false, otherwise: true }),
    {
      name: "trusted where your rule trusts them",
      record: unit({ "api_controls.internal_apps": { trustInternalApps: true } }),
      params: { expect: "trusted" },
      outcome: "pass",
    },
  ],
});
