import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { userKind } from "../evidence.ts";
import { NEVER_SIGNED_IN, SUSPENDED, ago, closed, dated, omit, user, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "google-user-initial-password-is-replaced",
  version: 1,
  title: "First passwords are replaced within days",
  rationale: "A first password is known to whoever made it and to the paper it was written on.",
  severity: "medium",
  over: userKind,
  params: z.object({ maxDays: z.number().int().positive().default(14).describe("days. origin: our default") }),
  remediation: "Reset the password and hand it over again when the person starts, or suspend the account until then.",
  expected: ({ maxDays }) => `no account still waits with its first password ${maxDays} days after it was made`,
  test(record, ctx) {
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    const never = Date.parse(known(record.lastLoginTime, "lastLoginTime")) === 0;
    if (!never) return pass("has signed in");
    const made = known(record.creationTime, "creationTime");
    const observed = `made ${dated(made, ctx.evidenceAt)}, never signed in`;
    return wholeDays(made, ctx.evidenceAt) <= ctx.params.maxDays
      ? pass(observed)
      : fail(`${record.primaryEmail}: ${observed}`);
  },
  examples: [
    { name: "has signed in", record: user("ana"), outcome: "pass" },
    { name: "made yesterday", record: user("ana", { ...NEVER_SIGNED_IN, creationTime: ago(1) }), outcome: "pass" },
    {
      name: "made 30 days ago, never signed in",
      record: user("ana", { ...NEVER_SIGNED_IN, creationTime: ago(30) }),
      outcome: "fail",
    },
    {
      name: "suspended until the first day",
      record: user("ana", { ...NEVER_SIGNED_IN, creationTime: ago(30), ...SUSPENDED }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: omit(user("ana"), "lastLoginTime"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
