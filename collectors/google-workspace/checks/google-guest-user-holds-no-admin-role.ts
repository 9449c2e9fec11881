import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { userKind } from "../evidence.ts";
import { administration, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-guest-user-holds-no-admin-role",
  version: 1,
  title: "Guests administer nothing",
  rationale: "A guest's account is looked after by another company.",
  severity: "high",
  over: userKind,
  params: z.object({}),
  remediation: "Remove administrator roles from guest accounts.",
  expected: () => "no guest account holds an administrator role",
  test(record) {
    const role = administration(record);
    if (role === undefined)
      return record.isGuestUser === true ? pass("guest without a role") : notApplicable("administers nothing");
    return known(record.isGuestUser, "isGuestUser")
      ? fail(`${record.primaryEmail}: guest, ${role}`)
      : notApplicable("no guest");
  },
  examples: [
    { name: "a guest", record: user("guest", { isGuestUser: true }), outcome: "pass" },
    {
      name: "a guest who administers",
      record: user("guest", { isGuestUser: true, isDelegatedAdmin: true }),
      outcome: "fail",
    },
    { name: "no guest", record: user("ana", { isGuestUser: false, isAdmin: true }), outcome: "not-applicable" },
    { name: "administers nothing", record: user("ana"), outcome: "not-applicable" },
    {
      name: "an administrator of whom it is not stated",
      record: user("ana", { isAdmin: true }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
