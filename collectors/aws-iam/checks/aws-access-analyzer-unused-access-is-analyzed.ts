import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { complete, summary } from "../../_aws/policy/index.ts";
import { accountSummaryKind, analyzerKind } from "../evidence.ts";

const analyzer = (type: string, status = "ACTIVE", region = "eu-west-1") => ({
  arn: `arn:aws:access-analyzer:${region}:111122223333:analyzer/${type}`,
  name: type,
  type,
  status,
  region,
});
const TYPES = ["ACCOUNT_UNUSED_ACCESS", "ORGANIZATION_UNUSED_ACCESS"];

export default defineCheck({
  id: "aws-access-analyzer-unused-access-is-analyzed",
  version: 1,
  title: "Unused access is analysed",
  rationale: "Permissions that nobody uses are found by comparing what is granted with what is done.",
  severity: "low",
  over: accountSummaryKind,
  reads: [analyzerKind],
  params: z.object({
    regions: z
      .array(z.string())
      .default([])
      .describe(
        "regions that must have one; empty: any one region. origin: our default; IAM is global, one region is enough",
      ),
  }),
  remediation: "Create an IAM Access Analyzer of this type in the regions in use.",
  expected: ({ regions }) =>
    `an active analyzer of type ACCOUNT_UNUSED_ACCESS or ORGANIZATION_UNUSED_ACCESS exists ${regions.length === 0 ? "in at least one region" : `in ${regions.join(", ")}`}`,
  test(_record, ctx) {
    const analyzers = ctx.read(analyzerKind);
    const active = new Set<string>();
    const others: string[] = [];
    for (const { type, status, region } of analyzers.seen()) {
      if (!TYPES.includes(type)) continue;
      if (status === "ACTIVE") active.add(region);
      else others.push(`${type} in ${region} is ${status}`);
    }
    const missing = ctx.params.regions.filter((region) => !active.has(region));
    if (active.size > 0 && missing.length === 0) return pass(`active in ${[...active].join(", ")}`);
    complete(analyzers);
    const found = others.length === 0 ? "" : `; ${others.join(", ")}`;
    return fail(
      active.size === 0
        ? `no active analyzer of this type${found}`
        : `none in ${missing.join(", ")}; active in ${[...active].join(", ")}${found}`,
    );
  },
  examples: [
    {
      name: "active",
      record: summary({}),
      reads: { "aws-access-analyzer.analyzer": [analyzer("ACCOUNT_UNUSED_ACCESS")] },
      outcome: "pass",
    },
    {
      name: "for the organization",
      record: summary({}),
      reads: { "aws-access-analyzer.analyzer": [analyzer("ORGANIZATION_UNUSED_ACCESS")] },
      outcome: "pass",
    },
    { name: "none", record: summary({}), outcome: "fail" },
    {
      name: "only of the other type",
      record: summary({}),
      reads: { "aws-access-analyzer.analyzer": [analyzer("ACCOUNT")] },
      outcome: "fail",
    },
    {
      name: "failed",
      record: summary({}),
      reads: { "aws-access-analyzer.analyzer": [analyzer("ACCOUNT_UNUSED_ACCESS", "FAILED")] },
      outcome: "fail",
    },
    {
      name: "missing in a region that is demanded",
      record: summary({}),
      reads: { "aws-access-analyzer.analyzer": [analyzer("ACCOUNT_UNUSED_ACCESS")] },
      params: { regions: ["eu-west-1", "us-east-1"] },
      outcome: "fail",
    },
    {
      name: "active in both regions that are demanded",
      record: summary({}),
      reads: {
        "aws-access-analyzer.analyzer": [
          analyzer("ACCOUNT_UNUSED_ACCESS"),
          analyzer("ACCOUNT_UNUSED_ACCESS", "ACTIVE", "us-east-1"),
        ],
      },
      params: { regions: ["eu-west-1", "us-east-1"] },
      outcome: "pass",
    },
    {
      name: "not readable",
      record: summary({}),
      unavailable: { "aws-access-analyzer.analyzer": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
