import { defineCheck, fail, pass, Undetermined } from "#sdk";
import * as z from "zod";
import {
  credential,
  dated,
  instantOf,
  isRoot,
  key,
  keysOf,
  latest,
  reportDaysAgo,
  rootRow,
  summary,
  wholeDays,
} from "../../_aws/policy/index.ts";
import { accountSummaryKind, credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-root-not-used-recently",
  version: 1,
  title: "The root user has not been used recently",
  rationale: "Daily work as root cannot be limited by policy and cannot be told apart between persons.",
  severity: "high",
  over: accountSummaryKind,
  reads: [credentialKind],
  params: z.object({
    minDays: z
      .number()
      .int()
      .positive()
      .default(90)
      .describe(
        "days without use of root. origin: our default (CIS AWS Foundations 3.0 1.7 asks to eliminate daily use without a number)",
      ),
  }),
  remediation: "Use roles for daily work; keep root for the few tasks that need it and record each use.",
  expected: ({ minDays }) =>
    `neither root's password nor a root access key was used in ${minDays} days before the credential report`,
  test(record, ctx) {
    const report = ctx.read(credentialKind);
    let row;
    // The root row is the first one; its key is not known here because it starts with the partition.
    for (const candidate of report.seen()) {
      if (!isRoot(candidate)) continue;
      row = candidate;
      break;
    }
    if (row === undefined) {
      for (const _ of report.all()) break;
      throw new Undetermined(
        "schema-mismatch",
        `the credential report of ${record.AccountId} has no row of the root user`,
      );
    }
    const password = instantOf(row, "password_last_used", ["no_information", "N/A", "not_supported"]);
    const used = latest([password, ...keysOf(row).map(({ usedAt }) => usedAt)]);
    if (used === undefined) return pass("no use of root's password or access keys is on record");
    const observed = `root was last used ${dated(used, ctx.evidenceAt)} before the credential report`;
    return wholeDays(used, ctx.evidenceAt) < ctx.params.minDays ? fail(observed) : pass(observed);
  },
  examples: [
    {
      name: "root never used",
      record: summary({}),
      reads: { "aws-iam.credential": [rootRow(), credential("ana")] },
      outcome: "pass",
    },
    {
      name: "root last used 200 days ago",
      record: summary({}),
      reads: { "aws-iam.credential": [rootRow({ password_last_used: reportDaysAgo(200) })] },
      outcome: "pass",
    },
    {
      name: "root signed in 3 days ago",
      record: summary({}),
      reads: { "aws-iam.credential": [rootRow({ password_last_used: reportDaysAgo(3) })] },
      outcome: "fail",
    },
    {
      name: "root access key used yesterday, password never",
      record: summary({}),
      reads: { "aws-iam.credential": [rootRow(key(1, 900, 1))] },
      outcome: "fail",
    },
    {
      name: "only a user signed in",
      record: summary({}),
      reads: { "aws-iam.credential": [rootRow(), credential("ana", { password_last_used: reportDaysAgo(1) })] },
      outcome: "pass",
    },
    {
      name: "unknown text in the report",
      record: summary({}),
      reads: { "aws-iam.credential": [rootRow({ password_last_used: "yesterday" })] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "report without a root row",
      record: summary({}),
      reads: { "aws-iam.credential": [credential("ana")] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "no report",
      record: summary({}),
      unavailable: { "aws-iam.credential": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
