import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { mobileDeviceKind } from "../evidence.ts";
import { ago, cutOff, dated, deviceInstant, mobileDevice, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "google-mobile-device-patch-is-recent",
  version: 1,
  title: "Android devices have recent security updates",
  rationale: "Holes in telephones are published every month; a device without updates keeps all of them.",
  severity: "medium",
  over: mobileDeviceKind,
  params: z.object({ maxDays: z.number().int().positive().default(120).describe("days. origin: our default") }),
  remediation: "Update the device, or replace it when its maker has stopped.",
  expected: ({ maxDays }) => `the security update of each Android device in use is at most ${maxDays} days old`,
  test(record, ctx) {
    const why = cutOff(record);
    if (why !== undefined) return notApplicable(why);
    if (!/android/i.test(known(record.type, "type")))
      return notApplicable(`${record.type}: no patch level is reported`);
    const at = deviceInstant(record.securityPatchLevel, "securityPatchLevel");
    if (Date.parse(at) === 0) return undetermined("schema-mismatch", "the patch level is not known");
    const observed = `security update of ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) <= ctx.params.maxDays ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "a month old", record: mobileDevice({ securityPatchLevel: String(Date.parse(ago(30))) }), outcome: "pass" },
    { name: "a year old", record: mobileDevice({ securityPatchLevel: String(Date.parse(ago(365))) }), outcome: "fail" },
    {
      name: "zero stands for not known",
      record: mobileDevice({ securityPatchLevel: "0" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "an iPhone", record: mobileDevice({ type: "IOS_SYNC" }), outcome: "not-applicable" },
    { name: "not stated", record: mobileDevice(), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "wiped", record: mobileDevice({ status: "WIPED" }), outcome: "not-applicable" },
  ],
});
