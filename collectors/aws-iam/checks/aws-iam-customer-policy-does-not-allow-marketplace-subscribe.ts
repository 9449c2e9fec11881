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
    ...NOT_JUDGED_EXAMPLES,
  ],
});
