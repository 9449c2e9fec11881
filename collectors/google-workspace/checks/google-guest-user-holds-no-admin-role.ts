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
    if (!known(record.isGuestUser, "isGuestUser")) return notApplicable("no guest");
    const role = administration(record);
    return role === undefined ? pass("guest without a role") : fail(`guest, ${role}`);
  },
  examples: [
    { name: "a guest", record: user("guest", { isGuestUser: true }), outcome: "pass" },
    {
      name: "a guest who administers",
      record: user("guest", { isGuestUser: true, isDelegatedAdmin: true }),
      outcome: "fail",
    },
    { name: "no guest", record: user("ana", { isGuestUser: false, isAdmin: true }), outcome: "not-applicable" },
    { name: "not stated", record: user("ana"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
