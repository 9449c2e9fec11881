import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { s3AccountPublicAccessBlockKind, s3BucketKind } from "../evidence.ts";
import { flag, member } from "./support/members.ts";
import { called, policyAt, publicStatements } from "./support/resource-policy.ts";
import { item } from "./support/samples.ts";

const statement = (more: object): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Read",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::example/*",
      ...more,
    },
  ],
});
export default defineCheck({
  id: "aws-s3-bucket-policy-is-not-public",
  version: 1,
  title: "Bucket policies are not public",
  rationale: "A policy that grants to everybody publishes what lies in the bucket, or lets strangers write.",
  severity: "critical",
  over: s3BucketKind,
  reads: [s3AccountPublicAccessBlockKind],
  params: z.object({}),
  remediation:
    "Name the accounts, the organisation or the network in the policy; serve public content through a distribution.",
  expected: () =>
    "no statement of the bucket's policy allows everybody something, unless the block of public access of the bucket or its account holds it",
  test(record, ctx) {
    const policy = policyAt(record, "supplementaryConfiguration.BucketPolicy", "policyText");
    if (policy === undefined) return pass("no policy");
    const open = publicStatements(policy);
    if (open.length === 0) return pass("no statement for everybody");
    const block = member(record, "supplementaryConfiguration.PublicAccessBlockConfiguration.restrictPublicBuckets");
    if (block === true)
      return pass(`${called(open)} is for everybody, but the bucket's block of public access holds it`);
    const account = ctx.read(s3AccountPublicAccessBlockKind);
    for (const each of account.seen())
      if (flag(each, "configuration.restrictPublicBuckets"))
        return pass(`${called(open)} is for everybody, but the account's block of public access holds it`);
    complete(account);
    return fail(`for everybody: ${called(open)}`);
  },
  examples: [
    {
      name: "no policy",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { BucketPolicy: { policyText: null } } }),
      outcome: "pass",
    },
    {
      name: "for an account",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketPolicy: { policyText: statement({ Principal: { AWS: "arn:aws:iam::444455556666:root" } }) },
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "for the organisation",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketPolicy: {
              policyText: statement({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example" } } }),
            },
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "public, but blocked",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketPolicy: { policyText: statement({}) },
            PublicAccessBlockConfiguration: { restrictPublicBuckets: true },
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "for everybody",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { BucketPolicy: { policyText: statement({}) } } },
      ),
      outcome: "fail",
    },
    {
      name: "blocked by the account",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { BucketPolicy: { policyText: statement({}) } } },
      ),
      outcome: "pass",
      reads: {
        "aws-config.s3-account-public-access-block": [
          item("AWS::S3::AccountPublicAccessBlock", { restrictPublicBuckets: true }),
        ],
      },
    },
    {
      name: "the account does not block",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { BucketPolicy: { policyText: statement({}) } } },
      ),
      outcome: "fail",
      reads: {
        "aws-config.s3-account-public-access-block": [
          item("AWS::S3::AccountPublicAccessBlock", { restrictPublicBuckets: false }),
        ],
      },
    },
    {
      name: "whether the account blocks was not seen",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { BucketPolicy: { policyText: statement({}) } } },
      ),
      outcome: "undetermined",
      unavailable: { "aws-config.s3-account-public-access-block": "disabled" },
      reason: "disabled",
    },
    {
      name: "held by nothing: the key may be absent",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketPolicy: {
              policyText: statement({
                Condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-example" } },
              }),
            },
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "held by nothing: the key is only there",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketPolicy: { policyText: statement({ Condition: { Null: { "aws:PrincipalOrgID": "false" } } }) },
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "strangers are denied",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketPolicy: {
              policyText: {
                Statement: [
                  { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" },
                  {
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: "*",
                    Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-example" } },
                  },
                ],
              },
            },
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "for everybody, as JSON text",
      record: item(
        "AWS::S3::Bucket",
        {},
        { supplementaryConfiguration: { BucketPolicy: { policyText: JSON.stringify(statement({})) } } },
      ),
      outcome: "fail",
    },
    {
      name: "for every address",
      record: item(
        "AWS::S3::Bucket",
        {},
        {
          supplementaryConfiguration: {
            BucketPolicy: { policyText: statement({ Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }) },
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not a policy",
      record: item("AWS::S3::Bucket", {}, { supplementaryConfiguration: { BucketPolicy: { policyText: "surprise" } } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
