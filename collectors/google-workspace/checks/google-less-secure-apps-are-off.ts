import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-less-secure-apps-are-off",
  version: 1,
  title: "Apps that sign in with the password alone are refused",
  rationale: "An app that sends the password knows no second step: one stolen password reads the mailbox.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Disable access to less secure apps for every user.",
  expected: () => "less secure apps cannot be used",
  test(record) {
    return overSetting(record, { type: "security.less_secure_apps" }, (value) =>
      mustBe(value, "allowLessSecureApps", false),
    );
  },
  examples: settingExamples({ type: "security.less_secure_apps" }, "allowLessSecureApps", {
    wanted: false,
    otherwise: true,
    byDefault: false,
  }),
});
