import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-password-reuse-is-prevented",
  version: 1,
  title: "Old passwords cannot be used again",
  rationale: "A password that was replaced because somebody might know it must not come back.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch off password reuse in the password settings of the org unit.",
  expected: () => "passwords cannot be reused",
  test(record) {
    return overSetting(record, { type: "security.password" }, (value) => mustBe(value, "allowReuse", false));
  },
  examples: settingExamples({ type: "security.password" }, "allowReuse", { wanted: false, otherwise: true }),
});
