import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

const KNOWN = ["TRUSTED", "RESTRICTED", "OPEN"] as const;

export default defineCheck({
  id: "google-meet-joining-is-restricted",
  version: 1,
  title: "Strangers must ask to join a meeting",
  rationale: "A meeting that anybody with the link enters has listeners that nobody invited.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Set meeting access to trusted or restricted.",
  expected: () => "meetings are trusted or restricted: uninvited outsiders must ask",
  test(record) {
    return overSetting(record, { type: "meet.meet_joining", service: "meet" }, (value) =>
      mustBeOneOf(value, "allowedAudience", KNOWN, ["TRUSTED", "RESTRICTED"]),
    );
  },
  examples: settingExamples({ type: "meet.meet_joining", service: "meet" }, "allowedAudience", {
    wanted: "TRUSTED",
    otherwise: "OPEN",
  }),
});
