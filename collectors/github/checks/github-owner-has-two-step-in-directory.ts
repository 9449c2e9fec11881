import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import { judgeTwoStep, leaver, params, person, personOfMember, standingOf } from "../../_people/policy/index.ts";
import { deletedUserKind, ssoAssignmentKind, userKind } from "../../google-workspace/evidence.ts";
import { memberKind } from "../evidence.ts";
import { member, stated } from "../policy/index.ts";

const owner = member("ana-l", { role: "admin", saml_name_id: "ana@example.com" });

export default defineCheck({
  id: "github-owner-has-two-step-in-directory",
  version: 1,
  title: "Owners of the GitHub organization have 2-step verification in the directory",
  rationale:
    "Single sign-on and resets of passwords end at the account in the directory: with a password alone it opens the code too.",
  severity: "medium",
  over: memberKind,
  reads: [userKind, deletedUserKind, ssoAssignmentKind],
  needs: [userKind],
  params: z.object({ people: params.people, serviceAccounts: params.serviceAccounts }),
  remediation: "Have the owner enrol in 2-step verification, and enforce it for the unit that they are in.",
  expected: () => "each owner of the organization is enrolled in the directory's second step",
  about: ({ role }) => role !== "member",
  test(record, ctx) {
    if (stated(record, "role") === "member") return notApplicable("no owner");
    const who = personOfMember(record, ctx.params);
    if ("judgement" in who) return who.judgement;
    const standing = standingOf(who.addresses, { users: ctx.read(userKind), deleted: ctx.read(deletedUserKind) });
    if (standing.state !== "open") return notApplicable(`${standing.text}: judged as an unknown or a leaver's account`);
    return judgeTwoStep(`${record.login} owns the organization`, standing.user, ctx.read(ssoAssignmentKind));
  },
  examples: [
    {
      name: "enrolled",
      record: owner,
      reads: { "google-workspace.user": [person("ana", { isEnrolledIn2Sv: true })] },
      outcome: "pass",
    },
    {
      name: "not enrolled",
      record: owner,
      reads: { "google-workspace.user": [person("ana", { isEnrolledIn2Sv: false })] },
      outcome: "fail",
    },
    {
      name: "not enrolled, where some sign in at another provider",
      record: owner,
      reads: {
        "google-workspace.user": [person("ana", { isEnrolledIn2Sv: false })],
        "google-workspace.sso-assignment": [{ name: "a", ssoMode: "SAML_SSO" }],
      },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "enrolment not stated",
      record: owner,
      reads: { "google-workspace.user": [person("ana")] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "owner who left",
      record: owner,
      reads: { "google-workspace.user": [leaver("ana")] },
      outcome: "not-applicable",
    },
    {
      name: "whose it is nobody can say",
      record: member("ana-l", { role: "admin" }),
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "role not stated",
      record: member("ana-l", { role: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no owner", record: member("ben"), outcome: "not-applicable" },
  ],
});
