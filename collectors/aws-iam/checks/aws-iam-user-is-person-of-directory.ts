import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { credential, key, password, user } from "../../_aws/policy/index.ts";
import {
  deletedPerson,
  leaver,
  params,
  person,
  personOfIamUser,
  reportRowOf,
  standingOf,
} from "../../_people/policy/index.ts";
import { deletedUserKind, userKind as directoryUserKind } from "../../google-workspace/evidence.ts";
import { credentialKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-is-person-of-directory",
  version: 1,
  title: "IAM users of people belong to somebody in the directory",
  rationale: "An account that nobody in the directory stands behind is closed by nobody on the day its owner leaves.",
  severity: "high",
  over: userKind,
  reads: [credentialKind, directoryUserKind, deletedUserKind],
  needs: [directoryUserKind],
  params: z.object({
    people: params.people,
    emailTags: params.emailTags,
    serviceAccounts: params.serviceAccounts,
  }),
  remediation:
    "Find out whose account it is: tag it with the person's e-mail address, name it in serviceAccounts, or delete it.",
  expected: () => "each IAM user that names a person names one whom the directory has",
  test(record, ctx) {
    const row = reportRowOf(record, ctx.read(credentialKind));
    const owner = personOfIamUser(record, row, ctx.params);
    if ("judgement" in owner) return owner.judgement;
    const directory = { users: ctx.read(directoryUserKind), deleted: ctx.read(deletedUserKind) };
    const standing = standingOf(owner.addresses, directory);
    if (standing.state === "absent") return fail(standing.text);
    return standing.state === "open" ? pass(standing.text) : notApplicable(`${standing.text}: judged as a leaver's`);
  },
  examples: [
    {
      name: "user name that is the address of a person",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(9, 1))],
        "google-workspace.user": [person("ana")],
      },
      outcome: "pass",
    },
    {
      name: "tag with an alias, in another case",
      record: user("ana", { Tags: [{ Key: "Email", Value: "Ana.Lopez@example.org" }] }),
      reads: {
        "aws-iam.credential": [credential("ana", password(9, 1))],
        "google-workspace.user": [person("ana", { aliases: ["ana.lopez@example.org"] })],
      },
      outcome: "pass",
    },
    {
      name: "person whom the parameter names",
      record: user("al"),
      reads: {
        "aws-iam.credential": [credential("al", password(9, 1))],
        "google-workspace.user": [person("ana")],
      },
      params: { people: { al: "ana@example.com" } },
      outcome: "pass",
    },
    {
      name: "nobody in the directory",
      record: user("mallory@example.com"),
      reads: {
        "aws-iam.credential": [credential("mallory@example.com", password(9, 1))],
        "google-workspace.user": [person("ana")],
      },
      outcome: "fail",
    },
    {
      name: "program with the address of nobody",
      record: user("export", { Tags: [{ Key: "email", Value: "export@example.com" }] }),
      reads: { "aws-iam.credential": [credential("export", key(1, 9, 1))], "google-workspace.user": [person("ana")] },
      outcome: "fail",
    },
    {
      name: "a name that looks like somebody's is no address",
      record: user("ana"),
      reads: { "aws-iam.credential": [credential("ana", password(9, 1))], "google-workspace.user": [person("ana")] },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "program without an address",
      record: user("deploy"),
      reads: { "aws-iam.credential": [credential("deploy", key(1, 9, 1))] },
      outcome: "not-applicable",
    },
    {
      name: "emergency user by parameter",
      record: user("break-glass"),
      reads: { "aws-iam.credential": [credential("break-glass", password(9))] },
      params: { serviceAccounts: ["break-glass"] },
      outcome: "not-applicable",
    },
    {
      name: "somebody who left",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(9, 1))],
        "google-workspace.user": [leaver("ana")],
      },
      outcome: "not-applicable",
    },
    {
      name: "somebody who was deleted",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(9, 1))],
        "google-workspace.deleted-user": [deletedPerson("ana")],
      },
      outcome: "not-applicable",
    },
    {
      name: "the directory not seen whole",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(9, 1))],
        "google-workspace.user": [person("ben")],
      },
      unavailable: { "google-workspace.user": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "deleted people not seen",
      record: user("ana@example.com"),
      reads: { "aws-iam.credential": [credential("ana@example.com", password(9, 1))] },
      unavailable: { "google-workspace.deleted-user": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "created after the report was made",
      record: user("ana@example.com"),
      outcome: "undetermined",
      reason: "stale-source",
    },
  ],
});
