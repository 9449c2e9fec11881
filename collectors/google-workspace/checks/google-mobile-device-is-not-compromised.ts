import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { mobileDeviceKind } from "../evidence.ts";
import { cutOff, mobileDevice, omit, wordIn } from "../policy/index.ts";

export default defineCheck({
  id: "google-mobile-device-is-not-compromised",
  version: 1,
  title: "No device in use is broken open",
  rationale: "On a rooted or jailbroken device no other promise holds: apps read each other's data.",
  severity: "high",
  over: mobileDeviceKind,
  params: z.object({}),
  remediation: "Block the device and wipe the work data on it.",
  expected: () => "no mobile device in use is reported as compromised",
  test(record) {
    const why = cutOff(record);
    if (why !== undefined) return notApplicable(why);
    const good = wordIn(record.deviceCompromisedStatus, "deviceCompromisedStatus", {
      good: ["no compromise detected", "uncompromised"],
      bad: ["compromised", "compromise detected"],
    });
    return good ? pass(String(record.deviceCompromisedStatus)) : fail(String(record.deviceCompromisedStatus));
  },
  examples: [
    { name: "nothing found", record: mobileDevice(), outcome: "pass" },
    { name: "broken open", record: mobileDevice({ deviceCompromisedStatus: "Compromised" }), outcome: "fail" },
    {
      name: "another word",
      record: mobileDevice({ deviceCompromisedStatus: "Undetected" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not stated",
      record: omit(mobileDevice(), "deviceCompromisedStatus"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "wiped", record: mobileDevice({ status: "WIPED" }), outcome: "not-applicable" },
  ],
});
