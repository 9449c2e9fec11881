import type { CheckExample } from "#sdk";
import type { AnalyzerTypes } from "./analyzers.ts";
import type { SampleSummary } from "./sample-shapes.ts";
import { summary } from "./samples.ts";

function analyzer(type: string, status = "ACTIVE", region = "eu-west-1") {
  return { arn: `arn:aws:access-analyzer:${region}:111122223333:analyzer/${type}`, name: type, type, status, region };
}

/** @param other a type that looks for something else */
export function analyzerExamples(
  [account, organization]: AnalyzerTypes,
  [other]: AnalyzerTypes,
): readonly CheckExample<SampleSummary>[] {
  const record = summary({});
  return [
    { name: "active", record, reads: { "aws-access-analyzer.analyzer": [analyzer(account)] }, outcome: "pass" },
    {
      name: "for the organization",
      record,
      reads: { "aws-access-analyzer.analyzer": [analyzer(organization)] },
      outcome: "pass",
    },
    { name: "none", record, outcome: "fail" },
    {
      name: "only of the other type",
      record,
      reads: { "aws-access-analyzer.analyzer": [analyzer(other)] },
      outcome: "fail",
    },
    {
      name: "failed",
      record,
      reads: { "aws-access-analyzer.analyzer": [analyzer(account, "FAILED")] },
      outcome: "fail",
    },
    {
      name: "missing in a region that is demanded",
      record,
      reads: { "aws-access-analyzer.analyzer": [analyzer(account)] },
      params: { regions: ["eu-west-1", "us-east-1"] },
      outcome: "fail",
    },
    {
      name: "active in both regions that are demanded",
      record,
      reads: { "aws-access-analyzer.analyzer": [analyzer(account), analyzer(account, "ACTIVE", "us-east-1")] },
      params: { regions: ["eu-west-1", "us-east-1"] },
      outcome: "pass",
    },
    {
      name: "not readable",
      record,
      unavailable: { "aws-access-analyzer.analyzer": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ];
}

interface Found {
  readonly findingType: string;
  readonly resource: string;
  readonly resourceType: string;
}

/**
 * @param found what an analyzer of these types finds
 * @param other a type that looks for something else
 */
export function findingExamples(
  [account]: AnalyzerTypes,
  found: Found,
  [other]: AnalyzerTypes,
): readonly CheckExample<ReturnType<typeof analyzer>>[] {
  const record = analyzer(account);
  const entry = (rest: Readonly<Record<string, unknown>> = {}) => ({
    id: "00000000-0000-0000-0000-000000000001",
    analyzerArn: record.arn,
    status: "ACTIVE",
    ...found,
    ...rest,
  });
  return [
    { name: "none open", record, outcome: "pass" },
    { name: "one open", record, reads: { "aws-access-analyzer.finding": [entry()] }, outcome: "fail" },
    {
      name: "one open, accepted",
      record,
      reads: { "aws-access-analyzer.finding": [entry()] },
      params: { maxOpen: 1 },
      outcome: "pass",
    },
    {
      name: "archived",
      record,
      reads: { "aws-access-analyzer.finding": [entry({ status: "ARCHIVED" })] },
      outcome: "pass",
    },
    {
      name: "open at another analyzer",
      record,
      reads: {
        "aws-access-analyzer.finding": [
          entry({ analyzerArn: "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/other" }),
        ],
      },
      outcome: "pass",
    },
    {
      name: "a resource that could not be analysed",
      record,
      reads: { "aws-access-analyzer.finding": [entry({ error: "ACCESS_DENIED" })] },
      outcome: "undetermined",
      reason: "provider-error",
    },
    {
      name: "list cut short, none among those seen",
      record,
      unavailable: { "aws-access-analyzer.finding": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "list cut short, but one was seen",
      record,
      reads: { "aws-access-analyzer.finding": [entry()] },
      unavailable: { "aws-access-analyzer.finding": "truncated" },
      outcome: "fail",
    },
    {
      name: "analyzer switched off",
      record: analyzer(account, "DISABLED"),
      outcome: "undetermined",
      reason: "stale-source",
    },
    { name: "analyzer of the other type", record: analyzer(other), outcome: "not-applicable" },
  ];
}
