import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-imap-is-off",
  version: 1,
  title: "IMAP access is off",
  rationale:
    "Mail clients by IMAP keep whole mailboxes on devices that nobody manages, and old ones ask for the password only.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Disable IMAP access for users of the org unit, except where a named need exists.",
  expected: () => "IMAP access is disabled",
  test(record) {
    return overSetting(record, { type: "gmail.imap_access", service: "gmail" }, (value) =>
      mustBe(value, "enableImapAccess", false),
    );
  },
  examples: settingExamples({ type: "gmail.imap_access", service: "gmail" }, "enableImapAccess", {
    wanted: false,
    otherwise: true,
  }),
});
