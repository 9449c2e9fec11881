import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { s3BucketKind } from "../evidence.ts";
import { member } from "./support/members.ts";
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
  params: z.object({}),
  remediation:
    "Name the accounts, the organisation or the network in the policy; serve public content through a distribution.",
  expected: () =>
    "no statement of the bucket's policy allows everybody something, unless the block of public access of the bucket holds it",
  test(record) {
    const policy = policyAt(record, "supplementaryConfiguration.BucketPolicy", "policyText");
    if (policy === undefined) return pass("no policy");
    const open = publicStatements(policy);
    if (open.length === 0) return pass("no statement for everybody");
    const block = member(record, "supplementaryConfiguration.PublicAccessBlockConfiguration.restrictPublicBuckets");
    if (block === true)
      return pass(`${called(open)} is for everybody, but the bucket's block of public access holds it`);
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
