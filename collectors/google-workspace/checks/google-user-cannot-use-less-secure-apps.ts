import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { userKind, userUsageKind } from "../evidence.ts";
import { SUSPENDED, closed, usage, user } from "../policy/index.ts";

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
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    const row = ctx.read(userUsageKind).get(record.id);
    if (row === undefined) return undetermined("stale-source", "not in the usage report: newer than it");
    const stated = known(
      row.parameters["accounts:is_less_secure_apps_access_allowed"],
      "accounts:is_less_secure_apps_access_allowed",
    );
    if (typeof stated !== "boolean") return undetermined("schema-mismatch", `Google says ${String(stated)}`);
    return stated ? fail(`${record.primaryEmail}: allowed on ${row.date}`) : pass(`not allowed on ${row.date}`);
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
    { name: "newer than the report", record: user("ana"), outcome: "undetermined", reason: "stale-source" },
    {
      name: "not reported",
      record: user("ana"),
      reads: { "google-workspace.user-usage": [usage("ana", {})] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "suspended", record: user("ana", { ...SUSPENDED }), outcome: "not-applicable" },
    {
      name: "usage not seen",
      record: user("ana"),
      unavailable: { "google-workspace.user-usage": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
