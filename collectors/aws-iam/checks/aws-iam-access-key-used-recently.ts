import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  activeKeys,
  createdAt,
  credential,
  dated,
  daysAgo,
  isRoot,
  key,
  password,
  reportDaysAgo,
  rootRow,
  wholeDays,
} from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-access-key-used-recently",
  version: 1,
  title: "Active access keys are in use",
  rationale: "A key that nobody uses lies in some file or build system and would not be missed when it is copied.",
  severity: "medium",
  over: credentialKind,
  params: z.object({
    maxDays: z.number().int().positive().default(45).describe("days. origin: CIS AWS Foundations 3.0 1.12"),
  }),
  remediation: "Deactivate, then delete, access keys that are not used.",
  expected: ({ maxDays }) =>
    `each active access key was used, or created, in the ${maxDays} days before the credential report`,
  test(record, ctx) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    const keys = activeKeys(record);
    if (keys.length === 0) return notApplicable(`${record.user} has no active access key`);
    const lines: string[] = [];
    let unused = false;
    for (const key of keys) {
      const created = createdAt(record, key);
      const since = key.usedAt ?? created;
      if (wholeDays(since, ctx.evidenceAt) > ctx.params.maxDays) unused = true;
      const use = key.usedAt === undefined ? "never used" : `last used ${dated(key.usedAt, ctx.evidenceAt)}`;
      lines.push(`access key ${key.slot} active, created ${dated(created, ctx.evidenceAt)}, ${use}`);
    }
    return unused ? fail(lines.join("; ")) : pass(lines.join("; "));
  },
  examples: [
    { name: "used yesterday", record: credential("deploy", key(1, 400, 1)), outcome: "pass" },
    { name: "IAM-01: 400 days old, never used", record: credential("deploy", key(1, 400)), outcome: "fail" },
    { name: "created today, not used yet", record: credential("deploy", key(1, 0)), outcome: "pass" },
    {
      name: "second key unused",
      record: credential("deploy", { ...key(1, 400, 1), ...key(2, 400, 200) }),
      outcome: "fail",
    },
    {
      name: "unused key is inactive and kept its date",
      record: credential("deploy", { access_key_1_last_rotated: reportDaysAgo(400) }),
      outcome: "not-applicable",
    },
    {
      name: "report of ten days ago: judged at its own instant",
      record: credential("deploy", key(1, 400, 50)),
      evidenceAt: daysAgo(10),
      outcome: "pass",
    },
    { name: "no key", record: credential("ana", password(10, 1)), outcome: "not-applicable" },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    {
      name: "active key without a date of creation",
      record: credential("deploy", { access_key_1_active: "true" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "unknown text in last use",
      record: credential("deploy", { ...key(1, 400), access_key_1_last_used_date: "no_information" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
