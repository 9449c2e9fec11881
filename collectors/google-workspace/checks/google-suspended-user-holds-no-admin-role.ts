import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { userKind } from "../evidence.ts";
import { SUSPENDED, administration, closed, omit, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-suspended-user-holds-no-admin-role",
  version: 1,
  title: "Suspended accounts hold no administrator role",
  rationale: "Suspension is undone with one click, and the role comes back with the account.",
  severity: "medium",
  over: userKind,
  params: z.object({}),
  remediation: "Remove the administrator roles of accounts that are suspended or archived.",
  expected: () => "no suspended or archived account holds an administrator role",
  test(record) {
    const why = closed(record);
    if (why === undefined) return notApplicable("neither suspended nor archived");
    const role = administration(record);
    return role === undefined
      ? pass(`${why}; administers nothing`)
      : fail(`${record.primaryEmail}: ${why}; still ${role}`);
  },
  examples: [
    { name: "suspended, no role", record: user("old", { ...SUSPENDED }), outcome: "pass" },
    { name: "suspended super administrator", record: user("old", { isAdmin: true, ...SUSPENDED }), outcome: "fail" },
    {
      name: "archived administrator of some things",
      record: user("old", { isDelegatedAdmin: true, archived: true }),
      outcome: "fail",
    },
    { name: "active", record: user("ana", { isAdmin: true }), outcome: "not-applicable" },
    {
      name: "not stated whether suspended",
      record: omit(user("ana"), "suspended"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "role not stated",
      record: omit(user("ana", { ...SUSPENDED }), "isAdmin"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
