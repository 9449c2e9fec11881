import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { mobileDeviceKind } from "../evidence.ts";
import { cutOff, mobileDevice, omit, wordIn } from "../policy/index.ts";

export default defineCheck({
  id: "google-mobile-device-is-encrypted",
  version: 1,
  title: "Devices in use are encrypted",
  rationale: "A lost device without encryption is a lost mailbox.",
  severity: "high",
  over: mobileDeviceKind,
  params: z.object({}),
  remediation: "Require encryption in mobile management and block devices that refuse.",
  expected: () => "each mobile device in use is encrypted",
  test(record) {
    const why = cutOff(record);
    if (why !== undefined) return notApplicable(why);
    const good = wordIn(record.encryptionStatus, "encryptionStatus", {
      good: ["encrypted", "on", "encryption on", "active"],
      bad: ["not encrypted", "off", "unencrypted", "encryption off", "inactive", "supported, but not enabled"],
    });
    return good ? pass(String(record.encryptionStatus)) : fail(String(record.encryptionStatus));
  },
  examples: [
    { name: "encrypted", record: mobileDevice(), outcome: "pass" },
    { name: "not encrypted", record: mobileDevice({ encryptionStatus: "Not encrypted" }), outcome: "fail" },
    {
      name: "another word",
      record: mobileDevice({ encryptionStatus: "Perhaps" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not stated",
      record: omit(mobileDevice(), "encryptionStatus"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "wiped", record: mobileDevice({ status: "WIPED" }), outcome: "not-applicable" },
  ],
});
