import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  allow,
  awsPolicy,
  document,
  judgeForbidden,
  outOfJudgement,
  policy,
  policyIdentity,
} from "../../_aws/policy/index.ts";
import { policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-does-not-allow-marketplace-subscribe",
  version: 1,
  title: "Customer policies do not allow buying from the Marketplace",
  rationale:
    "A subscription binds the company and lets software of others into the account without a review of the supplier.",
  severity: "low",
  over: policyKind,
  params: z.object({}),
  remediation: "Keep aws-marketplace:Subscribe to the people who purchase.",
  expected: () => "aws-marketplace:Subscribe is not allowed",
  test(record) {
    const out = outOfJudgement(record);
    if (out !== undefined) return notApplicable(out);
    const who = policyIdentity(record);
    const forbidden = [
      {
        question: {
          action: "aws-marketplace:Subscribe",
          resource: `arn:${who.partition}:aws-marketplace:us-east-1:${who.account}:agreement`,
        },
        means: "aws-marketplace:Subscribe",
      },
    ];
    return judgeForbidden(who, forbidden, "does not allow aws-marketplace:Subscribe");
  },
  examples: [
    { name: "aws-marketplace:*", record: policy("buy", document(allow("aws-marketplace:*"))), outcome: "fail" },
    { name: "*", record: policy("all", document(allow("*"))), outcome: "fail" },
    {
      name: "ViewSubscriptions",
      record: policy("look", document(allow("aws-marketplace:ViewSubscriptions"))),
      outcome: "pass",
    },
    {
      name: "used only as a permissions boundary",
      record: policy("limit", document(allow("*")), { AttachmentCount: 0, PermissionsBoundaryUsageCount: 3 }),
      outcome: "not-applicable",
    },
    { name: "AWS-managed", record: awsPolicy("AdministratorAccess", document(allow("*"))), outcome: "not-applicable" },
    {
      name: "default version missing from the record",
      record: policy("odd", document(allow("s3:GetObject")), { DefaultVersionId: "v7" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "malformed document",
      record: policy("odd", { Statement: [{ Effect: "Allow", Resource: "*" }] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
