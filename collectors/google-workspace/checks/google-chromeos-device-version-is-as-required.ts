import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { chromeDeviceKind } from "../evidence.ts";
import { chromeDevice, omit, outOfUse } from "../policy/index.ts";

/** Google's word for a version that policy accepts. */
const GOOD = "COMPLIANT";

export default defineCheck({
  id: "google-chromeos-device-version-is-as-required",
  version: 1,
  title: "ChromeOS devices run the version that policy asks for",
  rationale: "A device behind the version that you pinned has missed its updates.",
  severity: "medium",
  over: chromeDeviceKind,
  params: z.object({}),
  remediation: "Find out why the device does not update.",
  expected: () => "Google reports the version of each ChromeOS device in use as the one that policy asks for",
  test(record) {
    const why = outOfUse(record);
    if (why !== undefined) return notApplicable(why);
    const state = known(record.osVersionCompliance, "osVersionCompliance");
    if (state === GOOD) return pass(`version ${record.osVersion ?? "not stated"} is as required`);
    if (state === "PENDING") return fail(`version ${record.osVersion ?? "not stated"}: an update is pending`);
    return state === `NOT_${GOOD}`
      ? fail(`version ${record.osVersion ?? "not stated"} is not as required`)
      : undetermined("schema-mismatch", `Google says ${state}`);
  },
  examples: [
    { name: "as required", record: chromeDevice({ osVersionCompliance: GOOD, osVersion: "142.0" }), outcome: "pass" },
    { name: "behind", record: chromeDevice({ osVersionCompliance: `NOT_${GOOD}` }), outcome: "fail" },
    { name: "an update waits", record: chromeDevice({ osVersionCompliance: "PENDING" }), outcome: "fail" },
    {
      name: "another word",
      record: chromeDevice({ osVersionCompliance: "ODD" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
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
