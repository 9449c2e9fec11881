import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { mobileDeviceKind } from "../evidence.ts";
import { cutOff, mobileDevice, omit, wordIn } from "../policy/index.ts";

export default defineCheck({
  id: "google-mobile-device-has-password",
  version: 1,
  title: "Devices in use lock with a password",
  rationale: "A device that opens for everybody opens the mailbox for everybody.",
  severity: "high",
  over: mobileDeviceKind,
  params: z.object({}),
  remediation: "Require a screen lock in mobile management.",
  expected: () => "each mobile device in use has a screen lock password",
  test(record) {
    const why = cutOff(record);
    if (why !== undefined) return notApplicable(why);
    const good = wordIn(record.devicePasswordStatus, "devicePasswordStatus", {
      good: ["on", "password set", "set"],
      bad: ["off", "password not set", "not set"],
    });
    return good ? pass(`password ${record.devicePasswordStatus}`) : fail(`password ${record.devicePasswordStatus}`);
  },
  examples: [
    { name: "locks", record: mobileDevice(), outcome: "pass" },
    { name: "does not lock", record: mobileDevice({ devicePasswordStatus: "Off" }), outcome: "fail" },
    {
      name: "another word",
      record: mobileDevice({ devicePasswordStatus: "Perhaps" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not stated",
      record: omit(mobileDevice(), "devicePasswordStatus"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "wiped", record: mobileDevice({ status: "WIPED" }), outcome: "not-applicable" },
  ],
});
