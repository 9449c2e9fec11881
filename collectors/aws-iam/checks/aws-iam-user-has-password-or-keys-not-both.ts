import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { activeKeys, credential, hasPassword, isRoot, key, password, rootRow } from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-has-password-or-keys-not-both",
  version: 1,
  title: "A user is a person or a program, not both",
  rationale: "A user with a password and keys mixes a person with a program: neither can be changed without the other.",
  severity: "low",
  over: credentialKind,
  params: z.object({}),
  remediation: "Use one user, better one role, for the program and federation for the person.",
  expected: () => "no user has both a console password and an active access key",
  test(record) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    const keys = activeKeys(record);
    const password = hasPassword(record);
    if (password && keys.length > 0)
      return fail(`console password and access key ${keys.map(({ slot }) => slot).join(" and ")} active`);
    return pass(
      password ? "console password only" : keys.length > 0 ? "access keys only" : "neither password nor active key",
    );
  },
  examples: [
    { name: "password only", record: credential("ana", password(10, 1)), outcome: "pass" },
    { name: "key only", record: credential("deploy", key(1, 10, 1)), outcome: "pass" },
    { name: "both", record: credential("ana", { ...password(10, 1), ...key(2, 10, 1) }), outcome: "fail" },
    { name: "neither", record: credential("ana"), outcome: "pass" },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    {
      name: "unknown text",
      record: credential("ana", { password_enabled: "" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
