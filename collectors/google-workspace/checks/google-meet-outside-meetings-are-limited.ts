import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

const KNOWN = ["SAME_ORGANIZATION_ONLY", "ANY_WORKSPACE_ORGANIZATION", "ALL"] as const;

export default defineCheck({
  id: "google-meet-outside-meetings-are-limited",
  version: 1,
  title: "People join meetings of other organizations only, not of private accounts",
  rationale: "A meeting under a private account is recorded and kept by rules that nobody agreed to.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Let users join meetings of Workspace organizations only.",
  expected: () => "users join meetings of the organization or of other Workspace organizations",
  unmapped: "The guidance asks how one's own information is shared, not which meetings of others people may join.",
  test(record) {
    return overSetting(record, { type: "meet.safety_access", service: "meet" }, (value) =>
      mustBeOneOf(value, "meetingsAllowedToJoin", KNOWN, ["SAME_ORGANIZATION_ONLY", "ANY_WORKSPACE_ORGANIZATION"]),
    );
  },
  examples: settingExamples({ type: "meet.safety_access", service: "meet" }, "meetingsAllowedToJoin", {
    wanted: "SAME_ORGANIZATION_ONLY",
    otherwise: "ALL",
  }),
});
