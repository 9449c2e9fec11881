import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { groupMemberKind, orgUnitKind, ssoAssignmentKind, userKind } from "../evidence.ts";
import { ROOT, SALES, SUSPENDED, closed, member, omit, signsInElsewhere, singleSignOn, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-user-is-bound-to-2sv",
  version: 1,
  title: "Everybody is bound to 2-step verification by policy",
  rationale: "A second step that its owner may remove is gone after the first lost telephone.",
  severity: "high",
  over: userKind,
  reads: [ssoAssignmentKind, orgUnitKind, groupMemberKind],
  params: z.object({}),
  remediation: "Enforce 2-step verification for the user's org unit and remove exempt groups.",
  expected: () => "2-step verification is enforced for each user who can sign in at Google",
  test(record, ctx) {
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    const views = {
      assignments: ctx.read(ssoAssignmentKind),
      units: ctx.read(orgUnitKind),
      members: ctx.read(groupMemberKind),
    };
    if (record.isAdmin !== true && signsInElsewhere(record, views))
      return undetermined(
        "no-population",
        "signs in at a third-party identity provider, whose second step Google does not see",
      );
    return known(record.isEnforcedIn2Sv, "isEnforcedIn2Sv")
      ? pass("2-step verification is enforced for the user")
      : fail(`${record.primaryEmail}: 2-step verification is not enforced for the user`);
  },
  examples: [
    { name: "yes", record: user("ana"), outcome: "pass" },
    { name: "no", record: user("ana", { isEnforcedIn2Sv: false }), outcome: "fail" },
    { name: "suspended", record: user("ana", { isEnforcedIn2Sv: false, ...SUSPENDED }), outcome: "not-applicable" },
    { name: "archived", record: user("ana", { isEnforcedIn2Sv: false, archived: true }), outcome: "not-applicable" },
    {
      name: "signs in at another identity provider",
      record: user("ana", { isEnforcedIn2Sv: false }),
      reads: {
        "google-workspace.sso-assignment": [singleSignOn({ unit: "03root" })],
        "google-workspace.org-unit": [ROOT, SALES],
      },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "in a unit for which single sign-on is off",
      record: user("ana", { isEnforcedIn2Sv: false }),
      reads: {
        "google-workspace.sso-assignment": [
          singleSignOn({ unit: "03root" }),
          singleSignOn({ unit: "03sales" }, "SSO_OFF"),
        ],
        "google-workspace.org-unit": [ROOT, SALES],
      },
      outcome: "fail",
    },
    {
      name: "super administrator, who can always sign in at Google",
      record: user("ana", { isEnforcedIn2Sv: false, isAdmin: true }),
      reads: {
        "google-workspace.sso-assignment": [singleSignOn({ unit: "03root" })],
        "google-workspace.org-unit": [ROOT, SALES],
      },
      outcome: "fail",
    },
    {
      name: "in a group with single sign-on",
      record: user("ana"),
      reads: {
        "google-workspace.sso-assignment": [singleSignOn({ group: "group-partners" })],
        "google-workspace.org-unit": [ROOT, SALES],
        "google-workspace.group-member": [member("partners", "ana")],
      },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "not in the group with single sign-on",
      record: user("ana", { isEnforcedIn2Sv: false }),
      reads: {
        "google-workspace.sso-assignment": [singleSignOn({ group: "group-partners" })],
        "google-workspace.org-unit": [ROOT, SALES],
        "google-workspace.group-member": [member("partners", "ben")],
      },
      outcome: "fail",
    },
    {
      name: "single sign-on for a group with groups in it",
      record: user("ana"),
      reads: {
        "google-workspace.sso-assignment": [singleSignOn({ group: "group-partners" })],
        "google-workspace.org-unit": [ROOT, SALES],
        "google-workspace.group-member": [member("partners", "nested", { type: "GROUP" })],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a mode of single sign-on that is not resolved",
      record: user("ana"),
      reads: {
        "google-workspace.sso-assignment": [singleSignOn({ unit: "03root" }, "DOMAIN_WIDE_SAML_IF_ENABLED")],
        "google-workspace.org-unit": [ROOT, SALES],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "single sign-on not seen",
      record: user("ana"),
      unavailable: { "google-workspace.sso-assignment": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "not stated",
      record: omit(user("ana"), "isEnforcedIn2Sv"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
