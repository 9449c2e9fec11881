import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { resourceCountKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-config-resource-region-is-allowed",
  version: 1,
  title: "Resources lie in the regions that were promised",
  rationale: "Data in a region that nobody promised may break a contract or a law, and is usually an accident.",
  severity: "medium",
  over: resourceCountKind,
  params: z.object({
    allowedRegions: z
      .array(z.string())
      .default([])
      .describe("regions where data may lie; empty: not judged. origin: none, the organisation's promise"),
    ignoredTypes: z
      .array(z.string())
      .default([
        "AWS::EC2::VPC",
        "AWS::EC2::Subnet",
        "AWS::EC2::RouteTable",
        "AWS::EC2::NetworkAcl",
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::InternetGateway",
        "AWS::EC2::DHCPOptions",
      ])
      .describe(
        "types that exist in every region without holding anything. origin: AWS makes a default VPC in each region",
      ),
  }),
  remediation: "Move or delete the resources, and close the region by a control policy.",
  expected: ({ allowedRegions }) =>
    allowedRegions.length === 0
      ? "no list of regions is set: nothing is judged"
      : `only in ${allowedRegions.join(", ")}`,
  test(record, ctx) {
    const { allowedRegions, ignoredTypes } = ctx.params;
    const observed = `${record.count} ${record.resourceType} in ${record.awsRegion}`;
    if (allowedRegions.length === 0) return notApplicable("allowedRegions is not set");
    if (
      record.awsRegion === "global" ||
      ignoredTypes.includes(record.resourceType) ||
      record.resourceType.startsWith("AWS::IAM::") ||
      record.resourceType.startsWith("AWS::Config::")
    )
      return notApplicable(`${observed}: holds no data of the region`);
    return allowedRegions.includes(record.awsRegion) ? pass(observed) : fail(observed);
  },
  examples: [
    {
      name: "where it may",
      record: { accountId: "111122223333", awsRegion: "eu-west-1", resourceType: "AWS::S3::Bucket", count: 4 },
      outcome: "pass",
      params: { allowedRegions: ["eu-west-1"] },
    },
    {
      name: "elsewhere",
      record: { accountId: "111122223333", awsRegion: "us-east-1", resourceType: "AWS::S3::Bucket", count: 1 },
      outcome: "fail",
      params: { allowedRegions: ["eu-west-1"] },
    },
    {
      name: "a default network",
      record: { accountId: "111122223333", awsRegion: "us-east-1", resourceType: "AWS::EC2::VPC", count: 1 },
      outcome: "not-applicable",
      params: { allowedRegions: ["eu-west-1"] },
    },
    {
      name: "no promise is set",
      record: { accountId: "111122223333", awsRegion: "us-east-1", resourceType: "AWS::S3::Bucket", count: 1 },
      outcome: "not-applicable",
    },
  ],
});
