import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { groupMemberKind, orgUnitKind, ssoAssignmentKind, userKind } from "../evidence.ts";
import { ROOT, SALES, SUSPENDED, closed, omit, signsInElsewhere, singleSignOn, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-delegated-administrator-is-enrolled-in-2sv",
  version: 1,
  title: "Other administrators have a second step",
  rationale: "Who may reset passwords or read mail settings is as good a target as a super administrator.",
  severity: "high",
  over: userKind,
  reads: [ssoAssignmentKind, orgUnitKind, groupMemberKind],
  params: z.object({}),
  remediation: "Have the administrator enrol a second step, best a passkey.",
  expected: () => "each administrator who can sign in, super administrators apart, has enrolled in 2-step verification",
  test(record, ctx) {
    if (known(record.isAdmin, "isAdmin") || !known(record.isDelegatedAdmin, "isDelegatedAdmin"))
      return notApplicable("no delegated administrator");
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    const views = {
      assignments: ctx.read(ssoAssignmentKind),
      units: ctx.read(orgUnitKind),
      members: ctx.read(groupMemberKind),
    };
    if (!known(record.isEnrolledIn2Sv, "isEnrolledIn2Sv") && signsInElsewhere(record, views))
      return undetermined(
        "no-population",
        "signs in at a third-party identity provider, whose second step Google does not see",
      );
    return record.isEnrolledIn2Sv === true
      ? pass("has a second step")
      : fail(`${record.primaryEmail}: administrator without a second step`);
  },
  examples: [
    { name: "with a second step", record: user("ana", { isDelegatedAdmin: true }), outcome: "pass" },
    { name: "without", record: user("ana", { isDelegatedAdmin: true, isEnrolledIn2Sv: false }), outcome: "fail" },
    {
      name: "signs in at another identity provider",
      record: user("ana", { isDelegatedAdmin: true, isEnrolledIn2Sv: false }),
      reads: {
        "google-workspace.sso-assignment": [singleSignOn({ unit: "03root" })],
        "google-workspace.org-unit": [ROOT, SALES],
      },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "suspended",
      record: user("ana", { isDelegatedAdmin: true, isEnrolledIn2Sv: false, ...SUSPENDED }),
      outcome: "not-applicable",
    },
    {
      name: "super administrator",
      record: user("ana", { isAdmin: true, isEnrolledIn2Sv: false }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: omit(user("ana", { isDelegatedAdmin: true }), "isEnrolledIn2Sv"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
