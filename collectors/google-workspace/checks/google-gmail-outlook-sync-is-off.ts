import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-outlook-sync-is-off",
  version: 1,
  title: "Mail is not synchronised into Outlook profiles",
  rationale: "The synchronised copy lies in a file on the computer, out of reach of every setting.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch off Google Workspace Sync for Microsoft Outlook where nobody needs it.",
  expected: () => "synchronisation with Outlook is disabled",
  test(record) {
    return overSetting(record, { type: "gmail.workspace_sync_for_outlook", service: "gmail" }, (value) =>
      mustBe(value, "enableGoogleWorkspaceSyncForMicrosoftOutlook", false),
    );
  },
  examples: settingExamples(
    { type: "gmail.workspace_sync_for_outlook", service: "gmail" },
    "enableGoogleWorkspaceSyncForMicrosoftOutlook",
    { wanted: false, otherwise: true, byDefault: true },
  ),
});
