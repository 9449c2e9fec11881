import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

const KNOWN = ["STRONG", "WEAK"] as const;

export default defineCheck({
  id: "google-password-strength-is-enforced",
  version: 1,
  title: "Weak passwords are refused",
  rationale: "Google holds a new password against known-bad and easily guessed ones only where strength is enforced.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Enforce strong passwords in the password settings of the org unit.",
  expected: () => "only strong passwords are accepted",
  test(record) {
    return overSetting(record, { type: "security.password" }, (value) =>
      mustBeOneOf(value, "allowedStrength", KNOWN, ["STRONG"]),
    );
  },
  examples: settingExamples({ type: "security.password" }, "allowedStrength", { wanted: "STRONG", otherwise: "WEAK" }),
});
