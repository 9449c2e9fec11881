import { daysBetween } from "#core";
import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  activeKeys,
  createdAt,
  credential,
  hasPassword,
  isRoot,
  key,
  password,
  rootRow,
  statedInstant,
} from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-has-no-unused-initial-key",
  version: 1,
  title: "Console users have no key left from set-up",
  rationale: "A key made with the account and never used was not asked for: it is a secret without a purpose.",
  severity: "low",
  over: credentialKind,
  params: z.object({
    setupHours: z
      .number()
      .positive()
      .default(24)
      .describe("hours after the user's creation that count as set-up. origin: our default"),
  }),
  remediation: "Delete the unused key; let users create keys when they need one.",
  expected: ({ setupHours }) =>
    `no console user has an active, never used key created within ${setupHours} hours of the user (CIS AWS Foundations 3.0 1.11)`,
  test(record, ctx) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    if (!hasPassword(record)) return notApplicable(`${record.user} has no console password`);
    const born = statedInstant(record, "user_creation_time");
    for (const key of activeKeys(record)) {
      const hours = daysBetween(born, createdAt(record, key)) * 24;
      if (key.usedAt === undefined && hours <= ctx.params.setupHours)
        return fail(`access key ${key.slot} was created with the user (${born.slice(0, 10)}) and never used`);
    }
    return pass("no unused key from set-up");
  },
  examples: [
    {
      name: "key from set-up, never used",
      record: credential("ana", { ...password(500, 1), ...key(1, 500) }),
      outcome: "fail",
    },
    {
      name: "key from set-up, used",
      record: credential("ana", { ...password(500, 1), ...key(1, 500, 3) }),
      outcome: "pass",
    },
    {
      name: "key made later, never used: another check's matter",
      record: credential("ana", { ...password(500, 1), ...key(1, 20) }),
      outcome: "pass",
    },
    { name: "no key", record: credential("ana", password(500, 1)), outcome: "pass" },
    { name: "no console password", record: credential("deploy", key(1, 500)), outcome: "not-applicable" },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    {
      name: "creation time unreadable",
      record: credential("ana", { ...password(1, 1), user_creation_time: "?" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
