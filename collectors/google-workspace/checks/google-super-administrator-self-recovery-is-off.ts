import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-super-administrator-self-recovery-is-off",
  version: 1,
  title: "Super administrators cannot recover their account by themselves",
  rationale:
    "Recovery by telephone or private mail lets whoever holds those take over the whole tenant, second step or not.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch off account recovery for super administrators; let another super administrator reset instead.",
  expected: () => "super administrators cannot recover their account by themselves",
  test(record) {
    return overSetting(record, { type: "security.super_admin_account_recovery" }, (value) =>
      mustBe(value, "enableAccountRecovery", false),
    );
  },
  examples: settingExamples({ type: "security.super_admin_account_recovery" }, "enableAccountRecovery", {
    wanted: false,
    otherwise: true,
    byDefault: false,
  }),
});
