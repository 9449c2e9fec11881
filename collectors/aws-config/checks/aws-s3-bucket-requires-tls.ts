import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { conditionEntries, statementsOf } from "../../_aws/policy/index.ts";
import { s3BucketKind } from "../evidence.ts";
import { policyAt } from "./support/resource-policy.ts";
import { item } from "./support/samples.ts";

import type { Statement } from "../../_aws/policy/index.ts";

function deniesEverybody({ effect, actions, principals }: Statement): boolean {
  if (effect !== "Deny" || principals === undefined || principals.except) return false;
  const everybody = principals.who === "*" || (principals.who["AWS"] ?? []).includes("*");
  return everybody && !actions.except && actions.listed.some((action) => action === "s3:*" || action === "*");
}

/** The Deny rests on the transport alone: any further key would leave requests out. */
function onlyWithoutTls({ condition }: Statement): boolean {
  const [entry, ...others] = conditionEntries(condition);
  if (entry === undefined || others.length > 0) return false;
  const { operator, key, values } = entry;
  if (key.toLowerCase() === "aws:securetransport") return /^bool/i.test(operator) && values.includes("false");
  return key.toLowerCase() === "s3:tlsversion" && /^numericlessthan$/i.test(operator);
}

const deny = (more: object): object => ({
  BucketPolicy: {
    policyText: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::example", "arn:aws:s3:::example/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
          ...more,
        },
      ],
    },
  },
});
export default defineCheck({
  id: "aws-s3-bucket-requires-tls",
  version: 1,
  title: "Buckets refuse requests without TLS",
  rationale: "S3 answers plain HTTP unless the bucket's policy forbids it.",
  severity: "medium",
  over: s3BucketKind,
  params: z.object({}),
  remediation: "Add a statement to the policy that denies everything where aws:SecureTransport is false.",
  expected: () => "the bucket's policy denies every action without TLS (CIS AWS Foundations 3.0 2.1.1)",
  test(record) {
    const policy = policyAt(record, "supplementaryConfiguration.BucketPolicy", "policyText");
    if (policy === undefined) return fail("no policy: plain HTTP is answered");
    const denies = statementsOf(policy).some((statement) => deniesEverybody(statement) && onlyWithoutTls(statement));
    return denies ? pass("requests without TLS are denied") : fail("no statement denies requests without TLS");
  },
  examples: [
    {
      name: "denied",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { ...deny({}) } }),
      outcome: "pass",
    },
    {
      name: "denied to all AWS principals",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { ...deny({ Principal: { AWS: "*" } }) } }),
      outcome: "pass",
    },
    {
      name: "no policy",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { BucketPolicy: { policyText: null } } }),
      outcome: "fail",
    },
    {
      name: "denied for reading only",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { ...deny({ Action: "s3:GetObject" }) } }),
      outcome: "fail",
    },
    {
      name: "denied to one account only",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { ...deny({ Principal: { AWS: "arn:aws:iam::444455556666:root" } }) } },
      ),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
