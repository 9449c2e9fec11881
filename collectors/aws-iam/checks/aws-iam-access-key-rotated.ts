import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  activeKeys,
  createdAt,
  credential,
  dated,
  isRoot,
  key,
  password,
  reportDaysAgo,
  rootRow,
  wholeDays,
} from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-access-key-rotated",
  version: 1,
  title: "Active access keys are rotated",
  rationale: "The longer a secret lives, the more copies of it exist.",
  severity: "medium",
  over: credentialKind,
  params: z.object({
    maxDays: z.number().int().positive().default(90).describe("days. origin: CIS AWS Foundations 3.0 1.14"),
  }),
  remediation: "Create a second key, move the workload to it, delete the first; better, replace the key by a role.",
  expected: ({ maxDays }) => `each active access key is ${maxDays} days old at most`,
  test(record, ctx) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    const keys = activeKeys(record);
    if (keys.length === 0) return notApplicable(`${record.user} has no active access key`);
    const ages = keys.map((key) => ({ key, created: createdAt(record, key) }));
    const observed = ages
      .map(({ key, created }) => `access key ${key.slot} active, created ${dated(created, ctx.evidenceAt)}`)
      .join("; ");
    return ages.some(({ created }) => wholeDays(created, ctx.evidenceAt) > ctx.params.maxDays)
      ? fail(observed)
      : pass(observed);
  },
  examples: [
    { name: "30 days old", record: credential("deploy", key(1, 30, 1)), outcome: "pass" },
    { name: "90 days old", record: credential("deploy", key(1, 90, 1)), outcome: "pass" },
    { name: "91 days old", record: credential("deploy", key(1, 91, 1)), outcome: "fail" },
    {
      name: "old first key inactive, new second key",
      record: credential("deploy", { access_key_1_last_rotated: reportDaysAgo(900), ...key(2, 5, 1) }),
      outcome: "pass",
    },
    { name: "no key", record: credential("ana", password(10, 1)), outcome: "not-applicable" },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    {
      name: "active key without a date",
      record: credential("deploy", { access_key_1_active: "true" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
