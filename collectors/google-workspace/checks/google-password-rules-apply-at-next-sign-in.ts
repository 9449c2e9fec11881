import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-password-rules-apply-at-next-sign-in",
  version: 1,
  title: "Password rules hold for passwords that exist already",
  rationale:
    "New rules that wait for the next change leave every old password as it is, most of all those that never change.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Enforce the password policy at next sign-in in the org unit.",
  expected: () => "length and strength are enforced at the next sign-in",
  test(record) {
    return overSetting(record, { type: "security.password" }, (value) =>
      mustBe(value, "enforceRequirementsAtLogin", true),
    );
  },
  examples: settingExamples({ type: "security.password" }, "enforceRequirementsAtLogin", {
    wanted: true,
    otherwise: false,
  }),
});
