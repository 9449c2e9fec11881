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
  serviceResources,
} from "../../_aws/policy/index.ts";
import { policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-limits-data-access",
  version: 1,
  title: "Customer policies name the data that may be read",
  rationale: "Reading every bucket, table, secret and parameter is seldom what a duty needs.",
  severity: "medium",
  over: policyKind,
  params: z.object({
    actions: z
      .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z]+$/))
      .min(1)
      .default([
        "s3:GetObject",
        "dynamodb:GetItem",
        "dynamodb:Scan",
        "secretsmanager:GetSecretValue",
        "ssm:GetParameter",
        "kms:Decrypt",
      ])
      .describe("actions that read data. origin: our default"),
  }),
  remediation: "Name the buckets, tables, secrets, parameters and keys in Resource.",
  expected: ({ actions }) => `none of ${actions.join(", ")} is allowed on every resource of its service in the account`,
  test(record, ctx) {
    const out = outOfJudgement(record);
    if (out !== undefined) return notApplicable(out);
    const who = policyIdentity(record);
    const forbidden = ctx.params.actions.map((action) => ({
      question: {
        action,
        resource: action.startsWith("s3:") ? `arn:${who.partition}:s3:::*/*` : serviceResources(who, action),
      },
      means: `${action} on every resource`,
    }));
    return judgeForbidden(who, forbidden, "data access is limited to named resources");
  },
  examples: [
    {
      name: "one bucket",
      record: policy("app", document(allow("s3:GetObject", "arn:aws:s3:::example/*"))),
      outcome: "pass",
    },
    { name: "every object", record: policy("app", document(allow("s3:Get*"))), outcome: "fail" },
    {
      name: "every object, as arn:aws:s3:::*/*",
      record: policy("app", document(allow("s3:GetObject", "arn:aws:s3:::*/*"))),
      outcome: "fail",
    },
    { name: "every secret", record: policy("app", document(allow("secretsmanager:GetSecretValue"))), outcome: "fail" },
    {
      name: "names only",
      record: policy("app", document(allow(["s3:ListAllMyBuckets", "dynamodb:ListTables"]))),
      outcome: "pass",
    },
    {
      name: "on resources of one's own team only",
      record: policy(
        "app",
        document(
          allow("secretsmanager:GetSecretValue", "*", {
            Condition: { StringEquals: { "aws:ResourceTag/team": "blue" } },
          }),
        ),
      ),
      outcome: "fail",
    },
    ...NOT_JUDGED_EXAMPLES,
  ],
});
