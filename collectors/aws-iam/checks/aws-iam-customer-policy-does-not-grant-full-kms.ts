import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  NOT_JUDGED_EXAMPLES,
  allow,
  document,
  judgeForbidden,
  outOfJudgement,
  policy,
  policyIdentity,
} from "../../_aws/policy/index.ts";
import { policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-does-not-grant-full-kms",
  version: 1,
  title: "Customer policies do not grant all of KMS",
  rationale: "Whoever may do everything with every key can decrypt everything, and can destroy it by deleting the key.",
  severity: "medium",
  over: policyKind,
  params: z.object({}),
  remediation: "Grant single KMS actions on single keys; keep key administration apart from use.",
  expected: () => "kms:* is not allowed on all keys",
  test(record) {
    const out = outOfJudgement(record);
    if (out !== undefined) return notApplicable(out);
    const who = policyIdentity(record);
    const forbidden = [
      {
        question: { action: "kms:ExhibitProbe", resource: `arn:${who.partition}:kms:*:${who.account}:key/*` },
        means: "kms:* on every key",
      },
    ];
    return judgeForbidden(who, forbidden, "does not grant kms:* on every key");
  },
  examples: [
    { name: "kms:*", record: policy("keys", document(allow("kms:*"))), outcome: "fail" },
    { name: "*", record: policy("all", document(allow("*"))), outcome: "fail" },
    { name: "kms:Decrypt", record: policy("read", document(allow("kms:Decrypt"))), outcome: "pass" },
    {
      name: "kms:* on one key",
      record: policy("key", document(allow("kms:*", "arn:aws:kms:eu-west-1:111122223333:key/example"))),
      outcome: "pass",
    },
    {
      name: "everything but KMS",
      record: policy("power", { Statement: [{ Effect: "Allow", NotAction: "kms:*", Resource: "*" }] }),
      outcome: "pass",
    },
    ...NOT_JUDGED_EXAMPLES,
  ],
});
