import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { userKind } from "../evidence.ts";
import { NEVER_SIGNED_IN, SUSPENDED, ago, closed, dated, omit, user, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "google-user-is-not-dormant",
  version: 1,
  title: "Accounts that can sign in are used",
  rationale: "Accounts of people who left and of projects that ended are found by nobody but attackers.",
  severity: "medium",
  over: userKind,
  params: z.object({ maxDays: z.number().int().positive().default(90).describe("days. origin: our default") }),
  remediation: "Suspend the account, then transfer its data and delete it.",
  expected: ({ maxDays }) => `each account that can sign in did so, or was made, in the last ${maxDays} days`,
  test(record, ctx) {
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    const used = known(record.lastLoginTime, "lastLoginTime");
    const never = Date.parse(used) === 0;
    const since = never ? known(record.creationTime, "creationTime") : used;
    const observed = never
      ? `never signed in; made ${dated(since, ctx.evidenceAt)}`
      : `last sign-in ${dated(since, ctx.evidenceAt)}`;
    return wholeDays(since, ctx.evidenceAt) <= ctx.params.maxDays
      ? pass(observed)
      : fail(`${record.primaryEmail}: ${observed}`);
  },
  examples: [
    { name: "used yesterday", record: user("ana"), outcome: "pass" },
    { name: "used 91 days ago", record: user("ana", { lastLoginTime: ago(91) }), outcome: "fail" },
    { name: "used 90 days ago", record: user("ana", { lastLoginTime: ago(90) }), outcome: "pass" },
    {
      name: "made today, never used",
      record: user("ana", { ...NEVER_SIGNED_IN, creationTime: ago(0) }),
      outcome: "pass",
    },
    { name: "made 400 days ago, never used", record: user("ana", { ...NEVER_SIGNED_IN }), outcome: "fail" },
    {
      name: "used 91 days ago where 180 are allowed",
      record: user("ana", { lastLoginTime: ago(91) }),
      params: { maxDays: 180 },
      outcome: "pass",
    },
    { name: "suspended", record: user("ana", { lastLoginTime: ago(300), ...SUSPENDED }), outcome: "not-applicable" },
    {
      name: "last sign-in not stated",
      record: omit(user("ana"), "lastLoginTime"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
