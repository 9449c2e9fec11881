import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-meet-outsiders-are-labelled",
  version: 1,
  title: "Outsiders are labelled in meetings",
  rationale: "People speak differently when they see that a stranger listens.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on the label for external participants.",
  expected: () => "external participants are labelled",
  unmapped: "Talk in front of strangers is a matter of conduct (5.14-6), which no point puts into a setting.",
  test(record) {
    return overSetting(record, { type: "meet.safety_external_participants", service: "meet" }, (value) =>
      mustBe(value, "enableExternalLabel", true),
    );
  },
  examples: settingExamples({ type: "meet.safety_external_participants", service: "meet" }, "enableExternalLabel", {
    wanted: true,
    otherwise: false,
  }),
});
