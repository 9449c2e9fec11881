import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { userKind, userUsageKind } from "../evidence.ts";
import { NOT_REPORTED_EXAMPLES, reported, usage, user } from "../policy/index.ts";

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
    const found = reported(record, ctx.read(userUsageKind), "accounts:password_length_compliance");
    if ("judgement" in found) return found.judgement;
    const { stated, date } = found;
    const word = String(stated).toUpperCase();
    if (word === GOOD) return pass(`long enough on ${date}`);
    return word === `NON_${GOOD}`
      ? fail(`${record.primaryEmail}: too short on ${date}`)
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
    ...NOT_REPORTED_EXAMPLES,
  ],
});
