import { defineCheck, fail, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import { credential, hasPassword, key, password, user } from "../../_aws/policy/index.ts";
import { credentialKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-name-is-personal",
  version: 1,
  title: "Names of console users are personal",
  rationale: "What a shared account did cannot be laid at one person's door.",
  severity: "low",
  over: userKind,
  reads: [credentialKind],
  params: z.object({
    sharedWords: z
      .array(z.string())
      .default([
        "admin",
        "administrator",
        "administrators",
        "root",
        "ops",
        "devops",
        "team",
        "dev",
        "developer",
        "developers",
        "test",
        "tester",
        "user",
        "guest",
        "shared",
        "common",
        "office",
        "support",
        "service",
        "temp",
        "account",
        "aws",
        "it",
        "security",
        "audit",
        "auditor",
      ])
      .describe("words that name a function; a name made only of them is shared. origin: our default"),
  }),
  remediation: "Give each person an identity of their own, through federation if possible, and remove the shared user.",
  expected: () => "no user with a console password is named after a function or a team",
  test(record, ctx) {
    const row = ctx.read(credentialKind).get(record.Arn);
    if (row === undefined)
      throw new Undetermined(
        "stale-source",
        "the user is not in the credential report: created after it was made, or deleted",
      );
    if (!hasPassword(row)) return notApplicable("no console password: not a person's sign-in");
    const words = record.UserName.toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word !== "");
    const shared = words.length > 0 && words.every((word) => ctx.params.sharedWords.includes(word));
    return shared ? fail(`${record.UserName} is the name of a function`) : pass(record.UserName);
  },
  examples: [
    {
      name: "a person",
      record: user("ana.lopez"),
      reads: { "aws-iam.credential": [credential("ana.lopez", password(10, 1))] },
      outcome: "pass",
    },
    {
      name: "admin",
      record: user("admin"),
      reads: { "aws-iam.credential": [credential("admin", password(10, 1))] },
      outcome: "fail",
    },
    {
      name: "two function words and a number",
      record: user("ops-team-2"),
      reads: { "aws-iam.credential": [credential("ops-team-2", password(10, 1))] },
      outcome: "fail",
    },
    {
      name: "a person with a function word",
      record: user("ana-admin"),
      reads: { "aws-iam.credential": [credential("ana-admin", password(10, 1))] },
      outcome: "pass",
    },
    {
      name: "a program",
      record: user("deploy"),
      reads: { "aws-iam.credential": [credential("deploy", key(1, 10, 1))] },
      outcome: "not-applicable",
    },
    { name: "not in the report", record: user("new"), outcome: "undetermined", reason: "stale-source" },
    {
      name: "no report",
      record: user("ana"),
      unavailable: { "aws-iam.credential": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
