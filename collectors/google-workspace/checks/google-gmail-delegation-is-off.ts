import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-delegation-is-off",
  version: 1,
  title: "Mailboxes are not delegated by their users",
  rationale:
    "A delegate acts in another person's name: what the mailbox did can no longer be laid at one person's door.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users delegate their mailbox; give shared work a group address.",
  expected: () => "users cannot delegate access to their mailbox",
  test(record) {
    return overSetting(record, { type: "gmail.mail_delegation", service: "gmail" }, (value) =>
      mustBe(value, "enableMailDelegation", false),
    );
  },
  examples: settingExamples({ type: "gmail.mail_delegation", service: "gmail" }, "enableMailDelegation", {
    wanted: false,
    otherwise: true,
  }),
});
