import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

const KNOWN = ["DISABLED", "ENABLED"] as const;

export default defineCheck({
  id: "google-takeout-is-off",
  version: 1,
  title: "Users cannot export all their data by Takeout",
  rationale: "One click packs mailbox and drive into a file for wherever the user likes, best of all on the last day.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch Google Takeout off, with named exceptions by org unit.",
  expected: () => "Google Takeout is off",
  test(record) {
    return overSetting(record, { type: "takeout.service_status" }, (value) =>
      mustBeOneOf(value, "serviceState", KNOWN, ["DISABLED"]),
    );
  },
  examples: settingExamples({ type: "takeout.service_status" }, "serviceState", {
    wanted: "DISABLED",
    otherwise: "ENABLED",
  }),
});
