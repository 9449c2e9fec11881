import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { mobileDeviceKind } from "../evidence.ts";
import { cutOff, mobileDevice, omit, wordIn } from "../policy/index.ts";

export default defineCheck({
  id: "google-mobile-device-is-approved",
  version: 1,
  title: "Devices in use are approved",
  rationale: "A device that nobody approved is one that nobody knows.",
  severity: "medium",
  over: mobileDeviceKind,
  params: z.object({}),
  remediation: "Require approval of devices, and approve or block what waits.",
  expected: () => "each mobile device that reaches data is approved",
  test(record) {
    const why = cutOff(record);
    if (why !== undefined) return notApplicable(why);
    const good = wordIn(record.status, "status", { good: ["approved"], bad: ["pending", "unmanaged", "unapproved"] });
    return good ? pass(String(record.status)) : fail(String(record.status));
  },
  examples: [
    { name: "approved", record: mobileDevice(), outcome: "pass" },
    { name: "waits for approval", record: mobileDevice({ status: "PENDING" }), outcome: "fail" },
    {
      name: "another word",
      record: mobileDevice({ status: "NEW" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: omit(mobileDevice(), "status"), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "wiped", record: mobileDevice({ status: "WIPED" }), outcome: "not-applicable" },
  ],
});
