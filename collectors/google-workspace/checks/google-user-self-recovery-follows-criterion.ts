import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, mustBe, overSetting, unit, unitByDefault } from "../policy/index.ts";

export default defineCheck({
  id: "google-user-self-recovery-follows-criterion",
  version: 1,
  title: "Account recovery by users is as your criterion says",
  rationale:
    "CIS asks for self-recovery so that locked-out people do not wait, CISA SCuBA forbids it because recovery goes round the second step. Which one holds must be your decision.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    expect: z
      .enum(["off", "on"])
      .default("off")
      .describe("off or on. origin: CISA SCuBA GWS.COMMONCONTROLS.8.2; CIS asks for on"),
  }),
  remediation: "Switch account recovery for users as your rule says, or change the parameter expect.",
  expected: ({ expect }) =>
    `users ${expect === "off" ? "cannot" : "can"} recover their account by themselves (criterion: parameter expect)`,
  test(record, ctx) {
    return overSetting(record, { type: "security.user_account_recovery" }, (value) =>
      mustBe(value, "enableAccountRecovery", ctx.params.expect === "on"),
    );
  },
  examples: [
    {
      name: "off",
      record: unit({ "security.user_account_recovery": { enableAccountRecovery: false } }),
      outcome: "pass",
    },
    {
      name: "on against the default criterion",
      record: unit({ "security.user_account_recovery": { enableAccountRecovery: true } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "security.user_account_recovery": { enableAccountRecovery: false } }),
      outcome: "pass",
    },
    ...bindingExamples({ type: "security.user_account_recovery" }, "enableAccountRecovery", {
      wanted: false,
      otherwise: true,
    }),
    {
      name: "on where your rule is on",
      record: unit({ "security.user_account_recovery": { enableAccountRecovery: true } }),
      params: { expect: "on" },
      outcome: "pass",
    },
    {
      name: "off where your rule is on",
      record: unit({ "security.user_account_recovery": { enableAccountRecovery: false } }),
      params: { expect: "on" },
      outcome: "fail",
    },
  ],
});
