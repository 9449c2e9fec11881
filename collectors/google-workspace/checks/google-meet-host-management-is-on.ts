import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-meet-host-management-is-on",
  version: 1,
  title: "Hosts can keep order in meetings",
  rationale: "Without host controls nobody can put an intruder out or keep others from presenting.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on host management for meetings.",
  expected: () => "host management is on by default",
  unmapped: "Order in meetings is a matter of conduct (5.14-6), which no point puts into a setting.",
  test(record) {
    return overSetting(record, { type: "meet.safety_host_management", service: "meet" }, (value) =>
      mustBe(value, "enableHostManagement", true),
    );
  },
  examples: settingExamples({ type: "meet.safety_host_management", service: "meet" }, "enableHostManagement", {
    wanted: true,
    otherwise: false,
  }),
});
