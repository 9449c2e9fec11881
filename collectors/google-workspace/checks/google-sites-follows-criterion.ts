import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, mustBeOneOf, overSetting, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-sites-follows-criterion",
  version: 1,
  title: "Google Sites is on or off as your criterion says",
  rationale:
    "CIS and CISA SCuBA switch Sites off because a page is published in two clicks; organizations that use it need it. Which one holds must be your decision.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    expect: z
      .enum(["off", "on"])
      .default("off")
      .describe("off or on. origin: CISA SCuBA GWS.SITES.1.1, CIS Google Workspace"),
  }),
  remediation: "Switch Google Sites as your rule says, or change the parameter expect.",
  expected: ({ expect }) => `Google Sites is ${expect} (criterion: parameter expect)`,
  test(record, ctx) {
    return overSetting(record, { type: "sites.service_status" }, (value) =>
      mustBeOneOf(
        value,
        "serviceState",
        ["DISABLED", "ENABLED"],
        [ctx.params.expect === "on" ? "ENABLED" : "DISABLED"],
      ),
    );
  },
  examples: [
    { name: "off", record: unit({ "sites.service_status": { serviceState: "DISABLED" } }), outcome: "pass" },
    {
      name: "on against the default criterion",
      record: unit({ "sites.service_status": { serviceState: "ENABLED" } }),
      outcome: "fail",
    },
    ...bindingExamples({ type: "sites.service_status" }, "serviceState", { wanted: "DISABLED", otherwise: "ENABLED" }),
    {
      name: "on where your rule is on",
      record: unit({ "sites.service_status": { serviceState: "ENABLED" } }),
      params: { expect: "on" },
      outcome: "pass",
    },
    {
      name: "a state that is not known here",
      record: unit({ "sites.service_status": { serviceState: "NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
