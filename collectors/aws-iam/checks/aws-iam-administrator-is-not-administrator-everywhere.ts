import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { user } from "../../_aws/policy/index.ts";
import {
  ADMINISTRATOR,
  ADMINISTRATOR_IN_AWS,
  ADMINISTRATOR_UNSEEN_EXAMPLE,
  ANA,
  administratorOfAws,
  leaver,
  ownedBy,
  params,
  person,
} from "../../_people/policy/index.ts";
import { memberKind } from "../../github/evidence.ts";
import { deletedUserKind, userKind as directoryUserKind } from "../../google-workspace/evidence.ts";
import { credentialKind, groupKind, policyKind, userKind } from "../evidence.ts";

const everywhere = {
  ...ADMINISTRATOR_IN_AWS,
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
    const aws = { policies: ctx.read(policyKind), groups: ctx.read(groupKind), report: ctx.read(credentialKind) };
    const users = ctx.read(directoryUserKind);
    const found = administratorOfAws(record, aws, { users, deleted: ctx.read(deletedUserKind) }, ctx.params);
    if ("judgement" in found) return found.judgement;
    const { person: holder, text } = found;
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
    { name: "administrator of all three", record: ADMINISTRATOR, reads: everywhere, outcome: "fail" },
    {
      name: "administrator of AWS and the directory",
      record: ADMINISTRATOR,
      reads: { ...everywhere, "github.member": [{ login: "ana-l", id: 1, role: "member", saml_name_id: ANA }] },
      outcome: "pass",
    },
    {
      name: "administrator of AWS and GitHub",
      record: ADMINISTRATOR,
      reads: { ...everywhere, "google-workspace.user": [person("ana", { isAdmin: false })] },
      outcome: "pass",
    },
    {
      name: "the directory administered with an account of its own",
      record: ADMINISTRATOR,
      reads: {
        ...everywhere,
        "google-workspace.user": [person("ana", { isAdmin: false }), person("ana.su", { isAdmin: true })],
      },
      outcome: "pass",
    },
    {
      name: "one platform alone is allowed",
      record: ADMINISTRATOR,
      reads: { ...everywhere, "github.member": [] },
      params: { maxPlatforms: 1 },
      outcome: "fail",
    },
    {
      name: "all three are allowed",
      record: ADMINISTRATOR,
      reads: everywhere,
      params: { maxPlatforms: 3 },
      outcome: "pass",
    },
    {
      name: "an owner on GitHub whom nobody can name",
      record: ADMINISTRATOR,
      reads: { ...everywhere, "github.member": [{ login: "someone", id: 1, role: "admin" }] },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "an owner on GitHub whom the parameter names",
      record: ADMINISTRATOR,
      reads: { ...everywhere, "github.member": [{ login: "someone", id: 1, role: "admin" }] },
      params: { githubPeople: { someone: ANA } },
      outcome: "fail",
    },
    {
      name: "role on GitHub not stated",
      record: ADMINISTRATOR,
      reads: { ...everywhere, "github.member": [{ login: "ana-l", id: 1, role: null, saml_name_id: ANA }] },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "GitHub not connected",
      record: ADMINISTRATOR,
      reads: { ...ADMINISTRATOR_IN_AWS, "google-workspace.user": [person("ana", { isAdmin: true })] },
      unavailable: { "github.member": "no-population" },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "GitHub not connected, and no administrator of the directory",
      record: ADMINISTRATOR,
      reads: { ...ADMINISTRATOR_IN_AWS, "google-workspace.user": [person("ana", { isAdmin: false })] },
      unavailable: { "github.member": "no-population" },
      outcome: "pass",
    },
    {
      name: "administrator who left",
      record: ADMINISTRATOR,
      reads: { ...everywhere, "google-workspace.user": [leaver("ana", { isAdmin: true })] },
      outcome: "not-applicable",
    },
    { name: "no administrator of AWS", record: user(ANA), reads: everywhere, outcome: "not-applicable" },
    ADMINISTRATOR_UNSEEN_EXAMPLE,
  ],
});
