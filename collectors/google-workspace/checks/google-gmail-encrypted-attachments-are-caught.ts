import { defineCheck, fail } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, mustBeOneOf, overSetting, overrides, unit } from "../policy/index.ts";

const KNOWN = ["SPAM_FOLDER", "QUARANTINE", "WARNING", "NO_ACTION"] as const;

export default defineCheck({
  id: "google-gmail-encrypted-attachments-are-caught",
  version: 1,
  title: "Encrypted attachments from strangers are caught",
  rationale: "What cannot be opened cannot be examined; malware comes in archives whose password stands in the mail.",
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
    "Switch on protection against encrypted attachments from untrusted senders and move such mail out of the inbox.",
  expected: ({ consequences }) =>
    `encrypted attachments from strangers are looked for, and what is found goes to: ${consequences.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "gmail.email_attachment_safety", service: "gmail" }, (value) => {
      if (!flagOf(value, "enableEncryptedAttachmentProtection"))
        return fail("enableEncryptedAttachmentProtection is false");
      return mustBeOneOf(value, "encryptedAttachmentProtectionConsequence", KNOWN, ctx.params.consequences);
    });
  },
  examples: [
    {
      name: "caught, to spam",
      record: unit({
        "gmail.email_attachment_safety": {
          enableEncryptedAttachmentProtection: true,
          encryptedAttachmentProtectionConsequence: "SPAM_FOLDER",
        },
      }),
      outcome: "pass",
    },
    {
      name: "caught, to quarantine",
      record: unit({
        "gmail.email_attachment_safety": {
          enableEncryptedAttachmentProtection: true,
          encryptedAttachmentProtectionConsequence: "QUARANTINE",
        },
      }),
      outcome: "pass",
    },
    {
      name: "not looked for",
      record: unit({
        "gmail.email_attachment_safety": {
          enableEncryptedAttachmentProtection: false,
          encryptedAttachmentProtectionConsequence: "SPAM_FOLDER",
        },
      }),
      outcome: "fail",
    },
    {
      name: "left in the inbox with a warning",
      record: unit({
        "gmail.email_attachment_safety": {
          enableEncryptedAttachmentProtection: true,
          encryptedAttachmentProtectionConsequence: "WARNING",
        },
      }),
      outcome: "fail",
    },
    {
      name: "a warning, where that is enough",
      record: unit({
        "gmail.email_attachment_safety": {
          enableEncryptedAttachmentProtection: true,
          encryptedAttachmentProtectionConsequence: "WARNING",
        },
      }),
      params: { consequences: ["WARNING", "SPAM_FOLDER", "QUARANTINE"] },
      outcome: "pass",
    },
    {
      name: "Gmail is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.email_attachment_safety": { enableEncryptedAttachmentProtection: false },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a consequence that is not known here",
      record: unit({
        "gmail.email_attachment_safety": {
          enableEncryptedAttachmentProtection: true,
          encryptedAttachmentProtectionConsequence: "NEW",
        },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
