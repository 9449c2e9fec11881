import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples, unitByDefault } from "../policy/index.ts";

const KNOWN = [
  "PRIVATE_TO_OWNER",
  "LINK_SHARING_PRIVATE",
  "PRIMARY_AUDIENCE_WITH_LINK",
  "PRIMARY_AUDIENCE_WITH_LINK_OR_SEARCH",
] as const;

export default defineCheck({
  id: "google-drive-new-files-are-private",
  version: 1,
  title: "New files are private until somebody shares them",
  rationale: "A default of everybody in the organization shares what nobody decided to share.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Set general access of new files to private to the owner.",
  expected: () => "new files are private to their owner",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.general_access_default", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "defaultFileAccess", KNOWN, ["PRIVATE_TO_OWNER", "LINK_SHARING_PRIVATE"]),
    );
  },
  examples: [
    ...settingExamples(
      { type: "drive_and_docs.general_access_default", service: "drive_and_docs" },
      "defaultFileAccess",
      { wanted: "PRIVATE_TO_OWNER", otherwise: "PRIMARY_AUDIENCE_WITH_LINK_OR_SEARCH" },
    ),
    {
      name: "Google's documented default",
      record: unitByDefault({ "drive_and_docs.general_access_default": { defaultFileAccess: "LINK_SHARING_PRIVATE" } }),
      outcome: "pass",
    },
  ],
});
