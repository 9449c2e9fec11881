import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { mobileDeviceKind } from "../evidence.ts";
import { ago, cutOff, dated, deviceInstant, mobileDevice, omit, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "google-mobile-device-synced-recently",
  version: 1,
  title: "Devices in the list still report",
  rationale: "A device that is silent obeys no rule and may be lost; a list full of them hides that.",
  severity: "low",
  over: mobileDeviceKind,
  params: z.object({ maxDays: z.number().int().positive().default(90).describe("days. origin: our default") }),
  remediation: "Ask the user, then remove or wipe the device.",
  expected: ({ maxDays }) => `each mobile device in the list has synchronised in the last ${maxDays} days`,
  test(record, ctx) {
    const why = cutOff(record);
    if (why !== undefined) return notApplicable(why);
    const at = deviceInstant(record.lastSync, "lastSync");
    const observed = `last seen ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) <= ctx.params.maxDays ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "yesterday", record: mobileDevice(), outcome: "pass" },
    { name: "100 days ago", record: mobileDevice({ lastSync: ago(100) }), outcome: "fail" },
    { name: "milliseconds in text", record: mobileDevice({ lastSync: String(Date.parse(ago(2))) }), outcome: "pass" },
    {
      name: "not stated",
      record: omit(mobileDevice(), "lastSync"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "no time",
      record: mobileDevice({ lastSync: "yesterday" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "wiped", record: mobileDevice({ status: "WIPED" }), outcome: "not-applicable" },
  ],
});
