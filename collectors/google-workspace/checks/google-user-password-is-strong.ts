import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { userKind, userUsageKind } from "../evidence.ts";
import { NOT_REPORTED_EXAMPLES, reported, usage, user } from "../policy/index.ts";

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
    const found = reported(record, ctx.read(userUsageKind), "accounts:password_strength");
    if ("judgement" in found) return found.judgement;
    const { stated, date } = found;
    const word = String(stated).toUpperCase();
    if (word === "STRONG") return pass(`rated strong on ${date}`);
    return word === "WEAK"
      ? fail(`${record.primaryEmail}: rated weak on ${date}`)
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
    ...NOT_REPORTED_EXAMPLES,
  ],
});
