import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

const KNOWN = ["DISABLED", "ENABLED"] as const;

export default defineCheck({
  id: "google-early-access-apps-are-off",
  version: 1,
  title: "Early-access apps are off",
  rationale: "Products before their release come without the promises that were assessed.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch early access apps off for everybody but testers.",
  expected: () => "early access apps are off",
  test(record) {
    return overSetting(record, { type: "early_access_apps.service_status" }, (value) =>
      mustBeOneOf(value, "serviceState", KNOWN, ["DISABLED"]),
    );
  },
  examples: settingExamples({ type: "early_access_apps.service_status" }, "serviceState", {
    wanted: "DISABLED",
    otherwise: "ENABLED",
  }),
});
