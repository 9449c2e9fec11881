import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { mobileDeviceKind } from "../evidence.ts";
import { cutOff, mobileDevice } from "../policy/index.ts";

export default defineCheck({
  id: "google-mobile-device-debugging-is-off",
  version: 1,
  title: "Android devices have debugging off and take no unknown apps",
  rationale: "Debugging and apps from anywhere are how a telephone is opened by a cable or a link.",
  severity: "medium",
  over: mobileDeviceKind,
  params: z.object({}),
  remediation: "Forbid developer options and unknown sources in mobile management.",
  expected: () => "no Android device in use has USB debugging, developer options or apps from unknown sources on",
  test(record) {
    const why = cutOff(record);
    if (why !== undefined) return notApplicable(why);
    if (!/android/i.test(known(record.type, "type"))) return notApplicable(`${record.type}: not reported`);
    const { adbStatus, developerOptionsStatus, unknownSourcesStatus } = record;
    const states = {
      "USB debugging": adbStatus,
      "developer options": developerOptionsStatus,
      "unknown sources": unknownSourcesStatus,
    };
    const on = Object.entries(states).flatMap(([name, state]) => (state === true ? [name] : []));
    if (on.length > 0) return fail(`on: ${on.join(", ")}`);
    const unstated = Object.entries(states).flatMap(([name, state]) => (state === undefined ? [name] : []));
    return unstated.length === 0
      ? pass("all of them are off")
      : undetermined("schema-mismatch", `not stated: ${unstated.join(", ")}`);
  },
  examples: [
    {
      name: "all off",
      record: mobileDevice({ adbStatus: false, developerOptionsStatus: false, unknownSourcesStatus: false }),
      outcome: "pass",
    },
    { name: "debugging on", record: mobileDevice({ adbStatus: true }), outcome: "fail" },
    {
      name: "one not stated",
      record: mobileDevice({ adbStatus: false, developerOptionsStatus: false }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "an iPhone", record: mobileDevice({ type: "IOS_SYNC" }), outcome: "not-applicable" },
    { name: "wiped", record: mobileDevice({ status: "WIPED" }), outcome: "not-applicable" },
  ],
});
