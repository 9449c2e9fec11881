import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

const KNOWN = ["RECIPIENTS_ONLY", "RECIPIENTS_OR_AUDIENCE", "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC"] as const;

export default defineCheck({
  id: "google-drive-access-checker-names-recipients",
  version: 1,
  title: "Drive offers access for the recipients only, not for everybody",
  rationale:
    "When a link is sent, people take the first offer of the dialogue: it must not be everybody with the link.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Set the access checker to recipients only.",
  expected: () => "the access checker suggests the recipients only",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "accessCheckerSuggestions", KNOWN, ["RECIPIENTS_ONLY"]),
    );
  },
  examples: settingExamples(
    { type: "drive_and_docs.external_sharing", service: "drive_and_docs" },
    "accessCheckerSuggestions",
    {
      wanted: "RECIPIENTS_ONLY",
      otherwise: "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC",
      byDefault: "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC",
    },
  ),
});
