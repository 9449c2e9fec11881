import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-pop-is-off",
  version: 1,
  title: "POP access is off",
  rationale: "Mail fetched by POP leaves the tenant for devices that nobody manages and is beyond recall.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Disable POP access for users of the org unit, except where a named need exists.",
  expected: () => "POP access is disabled",
  test(record) {
    return overSetting(record, { type: "gmail.pop_access", service: "gmail" }, (value) =>
      mustBe(value, "enablePopAccess", false),
    );
  },
  examples: settingExamples({ type: "gmail.pop_access", service: "gmail" }, "enablePopAccess", {
    wanted: false,
    otherwise: true,
  }),
});
