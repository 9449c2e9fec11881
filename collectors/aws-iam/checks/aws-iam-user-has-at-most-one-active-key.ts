import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { activeKeys, credential, isRoot, key, reportDaysAgo, rootRow } from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-has-at-most-one-active-key",
  version: 1,
  title: "Users have at most one active access key",
  rationale: "A second active key is either forgotten from a rotation or given to somebody else.",
  severity: "low",
  over: credentialKind,
  params: z.object({}),
  remediation: "Finish the rotation: delete the key that is no longer used.",
  expected: () =>
    "at most one active access key a user (CIS AWS Foundations 3.0 1.13); the report shows two keys a user",
  test(record) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    const keys = activeKeys(record);
    return keys.length > 1
      ? fail("both access keys are active")
      : pass(`${keys.length} active access ${keys.length === 1 ? "key" : "keys"}`);
  },
  examples: [
    { name: "one key", record: credential("deploy", key(1, 30, 1)), outcome: "pass" },
    { name: "no key", record: credential("ana"), outcome: "pass" },
    { name: "two active keys", record: credential("deploy", { ...key(1, 30, 1), ...key(2, 30, 1) }), outcome: "fail" },
    {
      name: "second key inactive with a date",
      record: credential("deploy", { ...key(1, 30, 1), access_key_2_last_rotated: reportDaysAgo(200) }),
      outcome: "pass",
    },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    {
      name: "unknown text",
      record: credential("deploy", { access_key_2_active: "no_information" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
