import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

const KNOWN = ["DISABLED", "ENABLED"] as const;

export default defineCheck({
  id: "google-services-without-own-switch-are-off",
  version: 1,
  title: "Additional services without a switch of their own are off",
  rationale: "What cannot be decided service by service has been decided by nobody.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch off additional services without individual control.",
  expected: () => "additional services without individual control are off",
  test(record) {
    return overSetting(record, { type: "enterprise_service_restrictions.service_status" }, (value) =>
      mustBeOneOf(value, "serviceState", KNOWN, ["DISABLED"]),
    );
  },
  examples: settingExamples({ type: "enterprise_service_restrictions.service_status" }, "serviceState", {
    wanted: "DISABLED",
    otherwise: "ENABLED",
  }),
});
