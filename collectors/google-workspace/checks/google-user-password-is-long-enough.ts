import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { userKind, userUsageKind } from "../evidence.ts";
import { SUSPENDED, closed, usage, user } from "../policy/index.ts";

/** Google's word for a password that is long enough. */
const GOOD = "COMPLIANT";

export default defineCheck({
  id: "google-user-password-is-long-enough",
  version: 1,
  title: "Passwords in use are as long as the rule asks",
  rationale: "A password made before the rule was raised stays short until it is changed.",
  severity: "low",
  over: userKind,
  reads: [userUsageKind],
  params: z.object({}),
  remediation: "Have the user change the password, or enforce the rules at the next sign-in.",
  expected: () => "the password of each user who can sign in has the length that the org unit asks for",
  test(record, ctx) {
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    const row = ctx.read(userUsageKind).get(record.id);
    if (row === undefined) return undetermined("stale-source", "not in the usage report: newer than it");
    const stated = known(row.parameters["accounts:password_length_compliance"], "accounts:password_length_compliance");
    const word = String(stated).toUpperCase();
    if (word === GOOD) return pass(`long enough on ${row.date}`);
    return word === `NON_${GOOD}`
      ? fail(`${record.primaryEmail}: too short on ${row.date}`)
      : undetermined("schema-mismatch", `Google says ${String(stated)}: of a password that it never saw, for example`);
  },
  examples: [
    {
      name: "long enough",
      record: user("ana"),
      reads: { "google-workspace.user-usage": [usage("ana", { "accounts:password_length_compliance": GOOD })] },
      outcome: "pass",
    },
    {
      name: "too short",
      record: user("ana"),
      reads: {
        "google-workspace.user-usage": [usage("ana", { "accounts:password_length_compliance": `NON_${GOOD}` })],
      },
      outcome: "fail",
    },
    {
      name: "unknown",
      record: user("ana"),
      reads: { "google-workspace.user-usage": [usage("ana", { "accounts:password_length_compliance": "UNKNOWN" })] },
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
