import { defineCheck, fail } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, mustBeOneOf, overSetting, overrides, unit } from "../policy/index.ts";

const KNOWN = ["SPAM_FOLDER", "QUARANTINE", "WARNING", "NO_ACTION"] as const;

export default defineCheck({
  id: "google-gmail-script-attachments-are-caught",
  version: 1,
  title: "Attachments with scripts from strangers are caught",
  rationale: "A script in an attachment is the shortest way from a mail to a program that runs.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    consequences: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["SPAM_FOLDER", "QUARANTINE"])
      .describe("where a message goes. origin: CISA SCuBA GWS.GMAIL.5.5 and 7.6: out of the inbox"),
  }),
  remediation:
    "Switch on protection against attachments with scripts from untrusted senders and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `attachments with scripts from strangers are looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "gmail.email_attachment_safety", service: "gmail" }, (value) => {
      if (!flagOf(value, "enableAttachmentWithScriptsProtection"))
        return fail("enableAttachmentWithScriptsProtection is false");
      return mustBeOneOf(value, "attachmentWithScriptsProtectionConsequence", KNOWN, ctx.params.consequences);
    });
  },
  examples: [
    {
      name: "caught, to spam",
      record: unit({
        "gmail.email_attachment_safety": {
          enableAttachmentWithScriptsProtection: true,
          attachmentWithScriptsProtectionConsequence: "SPAM_FOLDER",
        },
      }),
      outcome: "pass",
    },
    {
      name: "caught, to quarantine",
      record: unit({
        "gmail.email_attachment_safety": {
          enableAttachmentWithScriptsProtection: true,
          attachmentWithScriptsProtectionConsequence: "QUARANTINE",
        },
      }),
      outcome: "pass",
    },
    {
      name: "not looked for",
      record: unit({
        "gmail.email_attachment_safety": {
          enableAttachmentWithScriptsProtection: false,
          attachmentWithScriptsProtectionConsequence: "SPAM_FOLDER",
        },
      }),
      outcome: "fail",
    },
    {
      name: "left in the inbox with a warning",
      record: unit({
        "gmail.email_attachment_safety": {
          enableAttachmentWithScriptsProtection: true,
          attachmentWithScriptsProtectionConsequence: "WARNING",
        },
      }),
      outcome: "fail",
    },
    {
      name: "a warning, where that is enough",
      record: unit({
        "gmail.email_attachment_safety": {
          enableAttachmentWithScriptsProtection: true,
          attachmentWithScriptsProtectionConsequence: "WARNING",
        },
      }),
      params: { consequences: ["WARNING", "SPAM_FOLDER", "QUARANTINE"] },
      outcome: "pass",
    },
    {
      name: "Gmail is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.email_attachment_safety": { enableAttachmentWithScriptsProtection: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a consequence that is not known here",
      record: unit({
        "gmail.email_attachment_safety": {
          enableAttachmentWithScriptsProtection: true,
          attachmentWithScriptsProtectionConsequence: "NEW",
        },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
