import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { credential, key, password, user } from "../../_aws/policy/index.ts";
import {
  deletedPerson,
  leaver,
  overdue,
  params,
  person,
  personOfIamUser,
  reportRowOf,
  standingOf,
  waysIn,
} from "../../_people/policy/index.ts";
import { deletedUserKind, userKind as directoryUserKind } from "../../google-workspace/evidence.ts";
import { credentialKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-of-leaver-is-closed",
  version: 1,
  title: "IAM users of people who left cannot be used",
  rationale:
    "A password or key in IAM outlives the account in the directory: whoever left keeps it, and nobody looks for it there.",
  severity: "critical",
  over: userKind,
  reads: [credentialKind, directoryUserKind, deletedUserKind],
  needs: [directoryUserKind],
  params: z.object({
    maxDays: params.maxDays,
    people: params.people,
    emailTags: params.emailTags,
    serviceAccounts: params.serviceAccounts,
  }),
  remediation: "Deactivate the access keys, delete the console password, and then the user.",
  expected: ({ maxDays }) =>
    `each IAM user whose person is suspended, archived or deleted in the directory${maxDays === 0 ? "" : ` for more than ${maxDays} days`} has neither password nor active key`,
  test(record, ctx) {
    const row = reportRowOf(record, ctx.read(credentialKind));
    const owner = personOfIamUser(record, row, ctx.params);
    if ("judgement" in owner) return owner.judgement;
    const directory = { users: ctx.read(directoryUserKind), deleted: ctx.read(deletedUserKind) };
    const standing = standingOf(owner.addresses, directory);
    if (standing.state === "open") return pass(standing.text);
    if (standing.state === "absent") return notApplicable(`${standing.text}: judged as an unknown account`);
    const ways = waysIn(row);
    if (ways.length === 0) return pass(`${standing.text}; no password and no active key`);
    if (overdue(standing.since, ctx.params.maxDays, ctx.evidenceAt))
      return fail(`${standing.text}; can still be used by ${ways.join(", ")}`);
    return pass(`${standing.text}; ${ways.join(", ")} may stay for ${ctx.params.maxDays} days`);
  },
  examples: [
    {
      name: "somebody who works here",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(9, 1))],
        "google-workspace.user": [person("ana")],
      },
      outcome: "pass",
    },
    {
      name: "suspended, with a password",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(400))],
        "google-workspace.user": [leaver("ana")],
      },
      outcome: "fail",
    },
    {
      name: "suspended, with a live access key",
      record: user("ana", { Tags: [{ Key: "owner-email", Value: "ana@example.com" }] }),
      reads: {
        "aws-iam.credential": [credential("ana", key(2, 400, 1))],
        "google-workspace.user": [leaver("ana")],
      },
      outcome: "fail",
    },
    {
      name: "archived, with a password",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(400))],
        "google-workspace.user": [person("ana", { archived: true })],
      },
      outcome: "fail",
    },
    {
      name: "deleted, with a password",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(400))],
        "google-workspace.deleted-user": [deletedPerson("ana")],
      },
      outcome: "fail",
    },
    {
      name: "suspended, and closed in AWS too",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com")],
        "google-workspace.user": [leaver("ana")],
      },
      outcome: "pass",
    },
    {
      name: "suspended within the days that are allowed",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(400))],
        "google-workspace.user": [leaver("ana")],
      },
      params: { maxDays: 30 },
      outcome: "pass",
    },
    {
      name: "days are allowed, and since when is not stated",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(400))],
        "google-workspace.user": [person("ana", { suspended: true })],
      },
      params: { maxDays: 30 },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "nobody in the directory",
      record: user("mallory@example.com"),
      reads: {
        "aws-iam.credential": [credential("mallory@example.com", password(9, 1))],
        "google-workspace.user": [person("ana")],
      },
      outcome: "not-applicable",
    },
    {
      name: "whose it is nobody can say",
      record: user("ana"),
      reads: { "aws-iam.credential": [credential("ana", password(9, 1))], "google-workspace.user": [leaver("ana")] },
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "whether suspended is not stated",
      record: user("ana@example.com"),
      reads: {
        "aws-iam.credential": [credential("ana@example.com", password(9, 1))],
        "google-workspace.user": [person("ana", { suspended: undefined })],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "the directory denied",
      record: user("ana@example.com"),
      reads: { "aws-iam.credential": [credential("ana@example.com", password(9, 1))] },
      unavailable: { "google-workspace.user": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
