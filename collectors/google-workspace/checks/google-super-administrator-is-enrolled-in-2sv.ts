import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { userKind } from "../evidence.ts";
import { SUSPENDED, closed, omit, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-super-administrator-is-enrolled-in-2sv",
  version: 1,
  title: "Super administrators have a second step",
  rationale: "One super administrator's password opens every account there is.",
  severity: "critical",
  over: userKind,
  params: z.object({}),
  remediation: "Have the super administrator enrol a passkey or security key at once.",
  expected: () => "each super administrator who can sign in has enrolled in 2-step verification",
  test(record) {
    if (!known(record.isAdmin, "isAdmin")) return notApplicable("no super administrator");
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    return known(record.isEnrolledIn2Sv, "isEnrolledIn2Sv")
      ? pass("has a second step")
      : fail(`${record.primaryEmail}: super administrator without a second step`);
  },
  examples: [
    { name: "with a second step", record: user("ana", { isAdmin: true }), outcome: "pass" },
    { name: "without", record: user("ana", { isAdmin: true, isEnrolledIn2Sv: false }), outcome: "fail" },
    {
      name: "suspended",
      record: user("ana", { isAdmin: true, isEnrolledIn2Sv: false, ...SUSPENDED }),
      outcome: "not-applicable",
    },
    { name: "no administrator", record: user("ana", { isEnrolledIn2Sv: false }), outcome: "not-applicable" },
    {
      name: "administrator of some things",
      record: user("ana", { isDelegatedAdmin: true, isEnrolledIn2Sv: false }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: omit(user("ana", { isAdmin: true }), "isEnrolledIn2Sv"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
