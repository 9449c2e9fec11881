import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
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
  leaver,
  ownedBy,
  params,
  person,
  personOfIamUser,
  reportRowOf,
  standingOf,
} from "../../_people/policy/index.ts";
import { memberKind } from "../../github/evidence.ts";
import { deletedUserKind, userKind as directoryUserKind } from "../../google-workspace/evidence.ts";
import { credentialKind, groupKind, policyKind, userKind } from "../evidence.ts";

const ANA = "ana@example.com";
const administrator = user(ANA, { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] });
const aws = {
  "aws-iam.policy": [ADMINISTRATOR_POLICY],
  "aws-iam.credential": [credential(ANA, password(9, 1))],
};
const everywhere = {
  ...aws,
  "google-workspace.user": [person("ana", { isAdmin: true })],
  "github.member": [{ login: "ana-l", id: 1, role: "admin", saml_name_id: ANA }],
};

export default defineCheck({
  id: "aws-iam-administrator-is-not-administrator-everywhere",
  version: 1,
  title: "Nobody administers AWS, the directory and GitHub with one identity",
  rationale:
    "Whoever takes over such a person has accounts, cloud and code at once, and nobody is left who could stop it or see it.",
  severity: "high",
  over: userKind,
  reads: [policyKind, groupKind, credentialKind, directoryUserKind, deletedUserKind, memberKind],
  needs: [directoryUserKind],
  params: z.object({
    maxPlatforms: z
      .number()
      .int()
      .min(1)
      .max(3)
      .default(2)
      .describe("of AWS, directory and GitHub that one identity may administer. origin: our default"),
    people: params.people,
    githubPeople: params.people,
    emailTags: params.emailTags,
    serviceAccounts: params.serviceAccounts,
  }),
  remediation:
    "Give the roles to several people, or administer the directory with an account of its own that holds nothing else.",
  expected: ({ maxPlatforms }) =>
    `each person who is effectively an administrator of AWS administers ${maxPlatforms} at most of: AWS, the directory (super administrator), GitHub (owner)`,
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
    const users = ctx.read(directoryUserKind);
    const standing = standingOf(owner.addresses, { users, deleted: ctx.read(deletedUserKind) });
    if (standing.state !== "open") return notApplicable(`${standing.text}: judged as an unknown or a leaver's account`);
    const { user: holder } = standing;
    const most = ctx.params.maxPlatforms;
    const places = ["AWS"];
    if (known(holder.isAdmin, `isAdmin of ${holder.primaryEmail}`)) places.push("the directory");
    const observed = (): string => `${holder.primaryEmail} administers ${places.join(", ")}; ${text}`;
    if (places.length > most) return fail(observed());
    if (places.length + 1 <= most) return pass(observed());
    const login = ownedBy(holder, ctx.read(memberKind), users, { people: ctx.params.githubPeople });
    if (login === undefined) return pass(observed());
    places.push(`GitHub (${login})`);
    return places.length > most ? fail(observed()) : pass(observed());
  },
  examples: [
    { name: "administrator of all three", record: administrator, reads: everywhere, outcome: "fail" },
    {
      name: "administrator of AWS and the directory",
      record: administrator,
      reads: { ...everywhere, "github.member": [{ login: "ana-l", id: 1, role: "member", saml_name_id: ANA }] },
      outcome: "pass",
    },
    {
      name: "administrator of AWS and GitHub",
      record: administrator,
      reads: { ...everywhere, "google-workspace.user": [person("ana", { isAdmin: false })] },
      outcome: "pass",
    },
    {
      name: "the directory administered with an account of its own",
      record: administrator,
      reads: {
        ...everywhere,
        "google-workspace.user": [person("ana", { isAdmin: false }), person("ana.su", { isAdmin: true })],
      },
      outcome: "pass",
    },
    {
      name: "one platform alone is allowed",
      record: administrator,
      reads: { ...everywhere, "github.member": [] },
      params: { maxPlatforms: 1 },
      outcome: "fail",
    },
    {
      name: "all three are allowed",
      record: administrator,
      reads: everywhere,
      params: { maxPlatforms: 3 },
      outcome: "pass",
    },
    {
      name: "an owner on GitHub whom nobody can name",
      record: administrator,
      reads: { ...everywhere, "github.member": [{ login: "someone", id: 1, role: "admin" }] },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "an owner on GitHub whom the parameter names",
      record: administrator,
      reads: { ...everywhere, "github.member": [{ login: "someone", id: 1, role: "admin" }] },
      params: { githubPeople: { someone: ANA } },
      outcome: "fail",
    },
    {
      name: "role on GitHub not stated",
      record: administrator,
      reads: { ...everywhere, "github.member": [{ login: "ana-l", id: 1, role: null, saml_name_id: ANA }] },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "GitHub not connected",
      record: administrator,
      reads: { ...aws, "google-workspace.user": [person("ana", { isAdmin: true })] },
      unavailable: { "github.member": "no-population" },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "GitHub not connected, and no administrator of the directory",
      record: administrator,
      reads: { ...aws, "google-workspace.user": [person("ana", { isAdmin: false })] },
      unavailable: { "github.member": "no-population" },
      outcome: "pass",
    },
    {
      name: "administrator who left",
      record: administrator,
      reads: { ...everywhere, "google-workspace.user": [leaver("ana", { isAdmin: true })] },
      outcome: "not-applicable",
    },
    { name: "no administrator of AWS", record: user(ANA), reads: everywhere, outcome: "not-applicable" },
    {
      name: "policies not seen",
      record: user(ANA, { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
