import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

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
  examples: [
    {
      name: "as wanted",
      record: unit({ "gmail.workspace_sync_for_outlook": { enableGoogleWorkspaceSyncForMicrosoftOutlook: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "gmail.workspace_sync_for_outlook": { enableGoogleWorkspaceSyncForMicrosoftOutlook: true } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({
        "gmail.workspace_sync_for_outlook": { enableGoogleWorkspaceSyncForMicrosoftOutlook: true },
      }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.workspace_sync_for_outlook": { enableGoogleWorkspaceSyncForMicrosoftOutlook: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.workspace_sync_for_outlook": { enableGoogleWorkspaceSyncForMicrosoftOutlook: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit(
        { "gmail.workspace_sync_for_outlook": { enableGoogleWorkspaceSyncForMicrosoftOutlook: true } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.workspace_sync_for_outlook": { enableGoogleWorkspaceSyncForMicrosoftOutlook: false } },
        { enableGoogleWorkspaceSyncForMicrosoftOutlook: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.workspace_sync_for_outlook": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
