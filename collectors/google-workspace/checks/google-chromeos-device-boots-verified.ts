import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { chromeDeviceKind } from "../evidence.ts";
import { chromeDevice, omit, outOfUse, wordIn } from "../policy/index.ts";

export default defineCheck({
  id: "google-chromeos-device-boots-verified",
  version: 1,
  title: "ChromeOS devices boot a verified system",
  rationale: "Developer mode starts whatever somebody put on the disk.",
  severity: "high",
  over: chromeDeviceKind,
  params: z.object({}),
  remediation: "Take the device out of developer mode and forbid it by policy.",
  expected: () => "each ChromeOS device in use boots in verified mode",
  test(record) {
    const why = outOfUse(record);
    if (why !== undefined) return notApplicable(why);
    const good = wordIn(record.bootMode, "bootMode", { good: ["verified"], bad: ["dev"] });
    return good ? pass(`boot mode ${record.bootMode}`) : fail(`boot mode ${record.bootMode}`);
  },
  examples: [
    { name: "verified", record: chromeDevice(), outcome: "pass" },
    { name: "developer mode", record: chromeDevice({ bootMode: "Dev" }), outcome: "fail" },
    {
      name: "another word",
      record: chromeDevice({ bootMode: "Odd" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "boot mode not stated",
      record: omit(chromeDevice(), "bootMode"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "deprovisioned", record: chromeDevice({ status: "DEPROVISIONED" }), outcome: "not-applicable" },
    {
      name: "state not stated",
      record: omit(chromeDevice(), "status"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
