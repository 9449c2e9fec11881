import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  ADMINISTRATOR_ACCESS,
  ADMINISTRATOR_POLICY,
  administration,
  administrationText,
  attached,
  credential,
  password,
  policyArn,
  user,
  userIdentity,
} from "../../_aws/policy/index.ts";
import {
  judgeTwoStep,
  leaver,
  params,
  person,
  personOfIamUser,
  reportRowOf,
  standingOf,
} from "../../_people/policy/index.ts";
import { deletedUserKind, ssoAssignmentKind, userKind as directoryUserKind } from "../../google-workspace/evidence.ts";
import { credentialKind, groupKind, policyKind, userKind } from "../evidence.ts";

const ANA = "ana@example.com";
const administrator = user(ANA, { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] });
const aws = {
  "aws-iam.policy": [ADMINISTRATOR_POLICY],
  "aws-iam.credential": [credential(ANA, password(9, 1))],
};

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
    const who = userIdentity(record, { policies: ctx.read(policyKind), groups: ctx.read(groupKind) });
    const text = administrationText(administration(who));
    if (text === undefined) {
      if (who.unknown[0] !== undefined) throw who.unknown[0];
      return notApplicable("no administrator of AWS");
    }
    if (who.boundaryUnknown !== undefined) throw who.boundaryUnknown;
    const owner = personOfIamUser(record, reportRowOf(record, ctx.read(credentialKind)), ctx.params);
    if ("judgement" in owner) return owner.judgement;
    const directory = { users: ctx.read(directoryUserKind), deleted: ctx.read(deletedUserKind) };
    const standing = standingOf(owner.addresses, directory);
    if (standing.state !== "open") return notApplicable(`${standing.text}: judged as an unknown or a leaver's account`);
    return judgeTwoStep(text, standing.user, ctx.read(ssoAssignmentKind));
  },
  examples: [
    {
      name: "enrolled",
      record: administrator,
      reads: { ...aws, "google-workspace.user": [person("ana", { isEnrolledIn2Sv: true })] },
      outcome: "pass",
    },
    {
      name: "not enrolled",
      record: administrator,
      reads: { ...aws, "google-workspace.user": [person("ana", { isEnrolledIn2Sv: false })] },
      outcome: "fail",
    },
    {
      name: "not enrolled, where some sign in at another provider",
      record: administrator,
      reads: {
        ...aws,
        "google-workspace.user": [person("ana", { isEnrolledIn2Sv: false })],
        "google-workspace.sso-assignment": [{ name: "a", ssoMode: "SAML_SSO" }],
      },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "super administrator, where the others sign in at another provider",
      record: administrator,
      reads: {
        ...aws,
        "google-workspace.user": [person("ana", { isEnrolledIn2Sv: false, isAdmin: true })],
        "google-workspace.sso-assignment": [{ name: "a", ssoMode: "SAML_SSO" }],
      },
      outcome: "fail",
    },
    {
      name: "enrolment not stated",
      record: administrator,
      reads: { ...aws, "google-workspace.user": [person("ana")] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "administrator who left",
      record: administrator,
      reads: { ...aws, "google-workspace.user": [leaver("ana")] },
      outcome: "not-applicable",
    },
    { name: "no administrator of AWS", record: user(ANA), outcome: "not-applicable" },
    {
      name: "policies not seen",
      record: user(ANA, { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
