import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { chromeDeviceKind } from "../evidence.ts";
import { ago, chromeDevice, dated, deviceInstant, omit, outOfUse, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "google-chromeos-device-synced-recently",
  version: 1,
  title: "ChromeOS devices in use still report",
  rationale: "A device that is silent has not heard of any rule since.",
  severity: "low",
  over: chromeDeviceKind,
  params: z.object({ maxDays: z.number().int().positive().default(90).describe("days. origin: our default") }),
  remediation: "Find the device, or deprovision it.",
  expected: ({ maxDays }) => `each ChromeOS device in use has synchronised in the last ${maxDays} days`,
  test(record, ctx) {
    const why = outOfUse(record);
    if (why !== undefined) return notApplicable(why);
    const at = deviceInstant(record.lastSync, "lastSync");
    const observed = `last seen ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) <= ctx.params.maxDays ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "yesterday", record: chromeDevice(), outcome: "pass" },
    { name: "100 days ago", record: chromeDevice({ lastSync: ago(100) }), outcome: "fail" },
    {
      name: "last seen not stated",
      record: omit(chromeDevice(), "lastSync"),
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
