import { defineCheck } from "#sdk";
import * as z from "zod";
import { user } from "../../_aws/policy/index.ts";
import {
  ADMINISTRATOR,
  ADMINISTRATOR_IN_AWS,
  ADMINISTRATOR_UNSEEN_EXAMPLE,
  ANA,
  administratorOfAws,
  judgeTwoStep,
  leaver,
  params,
  person,
} from "../../_people/policy/index.ts";
import { deletedUserKind, ssoAssignmentKind, userKind as directoryUserKind } from "../../google-workspace/evidence.ts";
import { credentialKind, groupKind, policyKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-administrator-has-two-step-in-directory",
  version: 1,
  title: "Administrators of AWS have 2-step verification in the directory",
  rationale:
    "Resets and notices of AWS go to the administrator's mailbox: whoever opens it with a password alone has a way to the cloud.",
  severity: "medium",
  over: userKind,
  reads: [policyKind, groupKind, credentialKind, directoryUserKind, deletedUserKind, ssoAssignmentKind],
  needs: [directoryUserKind],
  params: z.object({ people: params.people, emailTags: params.emailTags, serviceAccounts: params.serviceAccounts }),
  remediation: "Have the person enrol in 2-step verification, and enforce it for the unit that they are in.",
  expected: () => "each person who is effectively an administrator of AWS is enrolled in the directory's second step",
  test(record, ctx) {
    const aws = { policies: ctx.read(policyKind), groups: ctx.read(groupKind), report: ctx.read(credentialKind) };
    const directory = { users: ctx.read(directoryUserKind), deleted: ctx.read(deletedUserKind) };
    const found = administratorOfAws(record, aws, directory, ctx.params);
    return "judgement" in found ? found.judgement : judgeTwoStep(found.text, found.person, ctx.read(ssoAssignmentKind));
  },
  examples: [
    {
      name: "enrolled",
      record: ADMINISTRATOR,
      reads: { ...ADMINISTRATOR_IN_AWS, "google-workspace.user": [person("ana", { isEnrolledIn2Sv: true })] },
      outcome: "pass",
    },
    {
      name: "not enrolled",
      record: ADMINISTRATOR,
      reads: { ...ADMINISTRATOR_IN_AWS, "google-workspace.user": [person("ana", { isEnrolledIn2Sv: false })] },
      outcome: "fail",
    },
    {
      name: "not enrolled, where some sign in at another provider",
      record: ADMINISTRATOR,
      reads: {
        ...ADMINISTRATOR_IN_AWS,
        "google-workspace.user": [person("ana", { isEnrolledIn2Sv: false })],
        "google-workspace.sso-assignment": [{ name: "a", ssoMode: "SAML_SSO" }],
      },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "super administrator, where the others sign in at another provider",
      record: ADMINISTRATOR,
      reads: {
        ...ADMINISTRATOR_IN_AWS,
        "google-workspace.user": [person("ana", { isEnrolledIn2Sv: false, isAdmin: true })],
        "google-workspace.sso-assignment": [{ name: "a", ssoMode: "SAML_SSO" }],
      },
      outcome: "fail",
    },
    {
      name: "enrolment not stated",
      record: ADMINISTRATOR,
      reads: { ...ADMINISTRATOR_IN_AWS, "google-workspace.user": [person("ana")] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "administrator who left",
      record: ADMINISTRATOR,
      reads: { ...ADMINISTRATOR_IN_AWS, "google-workspace.user": [leaver("ana")] },
      outcome: "not-applicable",
    },
    { name: "no administrator of AWS", record: user(ANA), outcome: "not-applicable" },
    ADMINISTRATOR_UNSEEN_EXAMPLE,
  ],
});
