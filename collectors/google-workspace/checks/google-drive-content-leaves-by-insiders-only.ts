import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

const KNOWN = ["NONE", "ELIGIBLE_INTERNAL_USERS", "ALL_ELIGIBLE_USERS"] as const;

export default defineCheck({
  id: "google-drive-content-leaves-by-insiders-only",
  version: 1,
  title: "Files move to other organizations by insiders only",
  rationale: "Who may move content into a drive of another organization gives it away for good.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Let nobody, or only users of the organization, distribute content outside.",
  expected: () => "nobody, or only users of the organization, can move content outside",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "allowedPartiesForDistributingContent", KNOWN, ["NONE", "ELIGIBLE_INTERNAL_USERS"]),
    );
  },
  examples: settingExamples(
    { type: "drive_and_docs.external_sharing", service: "drive_and_docs" },
    "allowedPartiesForDistributingContent",
    { wanted: "NONE", otherwise: "ALL_ELIGIBLE_USERS", byDefault: "ALL_ELIGIBLE_USERS" },
  ),
});
