import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  credential,
  dated,
  daysAgo,
  hasPassword,
  isRoot,
  key,
  password,
  passwordUsedAt,
  reportDaysAgo,
  rootRow,
  statedInstant,
  wholeDays,
} from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-console-password-used-recently",
  version: 1,
  title: "Console passwords are in use",
  rationale: "A password that nobody uses is a way in that nobody watches.",
  severity: "medium",
  over: credentialKind,
  params: z.object({
    maxDays: z.number().int().positive().default(45).describe("days. origin: CIS AWS Foundations 3.0 1.12"),
  }),
  remediation: "Remove the console password of users who do not sign in.",
  expected: ({ maxDays }) =>
    `each console password was used, or set, in the ${maxDays} days before the credential report`,
  test(record, ctx) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    if (!hasPassword(record)) return notApplicable(`${record.user} has no console password`);
    const used = passwordUsedAt(record);
    const since = used ?? statedInstant(record, "password_last_changed");
    const observed =
      used === undefined
        ? `never used; set ${dated(since, ctx.evidenceAt)}`
        : `last used ${dated(used, ctx.evidenceAt)}`;
    return wholeDays(since, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "signed in yesterday", record: credential("ana", password(400, 1)), outcome: "pass" },
    { name: "signed in 46 days ago", record: credential("ana", password(400, 46)), outcome: "fail" },
    { name: "signed in 45 days ago", record: credential("ana", password(400, 45)), outcome: "pass" },
    { name: "IAM-03: set 400 days ago, never signed in", record: credential("ana", password(400)), outcome: "fail" },
    {
      name: "IAM-04: user created today, never signed in",
      record: credential("ana", { ...password(0), user_creation_time: reportDaysAgo(0) }),
      outcome: "pass",
    },
    {
      name: "old user whose password was set again yesterday",
      record: credential("ana", { ...password(1), user_creation_time: reportDaysAgo(900) }),
      outcome: "pass",
    },
    {
      name: "report of ten days ago: judged at its own instant",
      record: credential("ana", password(400, 50)),
      evidenceAt: daysAgo(10),
      outcome: "pass",
    },
    { name: "no password", record: credential("deploy", key(1, 10, 1)), outcome: "not-applicable" },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    {
      name: "password, but last use says that there is none",
      record: credential("ana", { ...password(30), password_last_used: "N/A" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "never used and no date of setting",
      record: credential("ana", { ...password(30), password_last_changed: "N/A" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
