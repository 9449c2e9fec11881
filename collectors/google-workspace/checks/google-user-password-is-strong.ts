import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { userKind, userUsageKind } from "../evidence.ts";
import { SUSPENDED, closed, usage, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-user-password-is-strong",
  version: 1,
  title: "Passwords in use are strong",
  rationale: "A rule for new passwords says nothing about the old ones; Google's own rating does.",
  severity: "medium",
  over: userKind,
  reads: [userUsageKind],
  params: z.object({}),
  remediation: "Have the user change the password, or enforce the rules at the next sign-in.",
  expected: () => "Google rates the password of each user who can sign in as strong",
  test(record, ctx) {
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    const row = ctx.read(userUsageKind).get(record.id);
    if (row === undefined) return undetermined("stale-source", "not in the usage report: newer than it");
    const stated = known(row.parameters["accounts:password_strength"], "accounts:password_strength");
    const word = String(stated).toUpperCase();
    if (word === "STRONG") return pass(`rated strong on ${row.date}`);
    return word === "WEAK"
      ? fail(`${record.primaryEmail}: rated weak on ${row.date}`)
      : undetermined(
          "schema-mismatch",
          `Google's rating is ${String(stated)}: of a password that it never saw, for example`,
        );
  },
  examples: [
    {
      name: "strong",
      record: user("ana"),
      reads: { "google-workspace.user-usage": [usage("ana", { "accounts:password_strength": "STRONG" })] },
      outcome: "pass",
    },
    {
      name: "weak",
      record: user("ana"),
      reads: { "google-workspace.user-usage": [usage("ana", { "accounts:password_strength": "WEAK" })] },
      outcome: "fail",
    },
    {
      name: "unknown",
      record: user("ana"),
      reads: { "google-workspace.user-usage": [usage("ana", { "accounts:password_strength": "UNKNOWN" })] },
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
