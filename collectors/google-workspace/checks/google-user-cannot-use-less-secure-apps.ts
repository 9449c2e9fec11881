import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { userKind, userUsageKind } from "../evidence.ts";
import { NOT_REPORTED_EXAMPLES, reported, usage, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-user-cannot-use-less-secure-apps",
  version: 1,
  title: "Nobody can use apps that sign in with the password alone",
  rationale: "The setting of the unit may be off while single users were let through before.",
  severity: "medium",
  over: userKind,
  reads: [userUsageKind],
  params: z.object({}),
  remediation: "Turn off less secure app access for the user and the org unit.",
  expected: () => "no user who can sign in is allowed to use less secure apps",
  test(record, ctx) {
    const found = reported(record, ctx.read(userUsageKind), "accounts:is_less_secure_apps_access_allowed");
    if ("judgement" in found) return found.judgement;
    const { stated, date } = found;
    if (typeof stated !== "boolean") return undetermined("schema-mismatch", `Google says ${String(stated)}`);
    return stated ? fail(`${record.primaryEmail}: allowed on ${date}`) : pass(`not allowed on ${date}`);
  },
  examples: [
    {
      name: "not allowed",
      record: user("ana"),
      reads: {
        "google-workspace.user-usage": [usage("ana", { "accounts:is_less_secure_apps_access_allowed": false })],
      },
      outcome: "pass",
    },
    {
      name: "allowed",
      record: user("ana"),
      reads: { "google-workspace.user-usage": [usage("ana", { "accounts:is_less_secure_apps_access_allowed": true })] },
      outcome: "fail",
    },
    {
      name: "another word",
      record: user("ana"),
      reads: {
        "google-workspace.user-usage": [usage("ana", { "accounts:is_less_secure_apps_access_allowed": "maybe" })],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    ...NOT_REPORTED_EXAMPLES,
  ],
});
