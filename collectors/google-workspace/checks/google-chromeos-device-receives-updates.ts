import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { chromeDeviceKind } from "../evidence.ts";
import { ago, chromeDevice, deviceInstant, omit, outOfUse, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "google-chromeos-device-receives-updates",
  version: 1,
  title: "ChromeOS devices still receive updates",
  rationale: "After the end date nobody closes the holes that are found.",
  severity: "medium",
  over: chromeDeviceKind,
  params: z.object({
    daysAhead: z.number().int().min(0).default(0).describe("days. origin: our default, updates are still coming"),
  }),
  remediation: "Replace the device before its updates end.",
  expected: ({ daysAhead }) => `updates of each ChromeOS device in use end ${daysAhead} days from now or later`,
  test(record, ctx) {
    const why = outOfUse(record);
    if (why !== undefined) return notApplicable(why);
    const at = deviceInstant(record.autoUpdateThrough ?? record.autoUpdateExpiration, "autoUpdateThrough");
    const left = wholeDays(ctx.evidenceAt, at);
    const observed = left < 0 ? `updates ended ${at.slice(0, 10)}` : `updates until ${at.slice(0, 10)} (${left} days)`;
    return left >= ctx.params.daysAhead ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "for years", record: chromeDevice({ autoUpdateThrough: "2031-06-01" }), outcome: "pass" },
    { name: "ended", record: chromeDevice({ autoUpdateExpiration: String(Date.parse(ago(10))) }), outcome: "fail" },
    {
      name: "ends next month, where a quarter is asked for",
      record: chromeDevice({ autoUpdateThrough: ago(-30) }),
      params: { daysAhead: 90 },
      outcome: "fail",
    },
    { name: "not stated", record: chromeDevice(), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "deprovisioned", record: chromeDevice({ status: "DEPROVISIONED" }), outcome: "not-applicable" },
    {
      name: "state not stated",
      record: omit(chromeDevice(), "status"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
