import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { complete, indexed } from "../../_aws/policy/index.ts";
import { analyzerFindingKind, analyzerKind, type AnalyzerFinding } from "../evidence.ts";

const analyzer = (type: string, status = "ACTIVE", region = "eu-west-1") => ({
  arn: `arn:aws:access-analyzer:${region}:111122223333:analyzer/${type}`,
  name: type,
  type,
  status,
  region,
});
const entry = (rest: Partial<AnalyzerFinding> = {}): AnalyzerFinding => ({
  id: "00000000-0000-0000-0000-000000000001",
  analyzerArn: "arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/ACCOUNT",
  status: "ACTIVE",
  findingType: "ExternalAccess",
  resource: "arn:aws:s3:::example",
  resourceType: "AWS::S3::Bucket",
  ...rest,
});
const TYPES = ["ACCOUNT", "ORGANIZATION"];

export default defineCheck({
  id: "aws-access-analyzer-external-finding-is-resolved",
  version: 1,
  title: "Access from outside is as intended",
  rationale: "An open entry is access from outside that nobody has called intended.",
  severity: "medium",
  over: analyzerKind,
  reads: [analyzerFindingKind],
  params: z.object({
    maxOpen: z.number().int().min(0).default(0).describe("entries. origin: our default"),
  }),
  remediation: "Remove the access, or archive the entry with the reason why it is intended.",
  whenEmpty: "no analyzer for external access in this region: nobody looked at its resource policies",
  expected: ({ maxOpen }) =>
    `at most ${maxOpen} active entries of an active analyzer; archived and resolved ones do not count`,
  test(record, ctx) {
    if (!TYPES.includes(record.type)) return notApplicable(`an analyzer of type ${record.type}`);
    if (record.status !== "ACTIVE") return undetermined("stale-source", `the analyzer is ${record.status}`);
    const entries = ctx.read(analyzerFindingKind);
    const own = indexed(entries, "analyzer", ({ analyzerArn }) => analyzerArn).get(record.arn) ?? [];
    const open = own.filter(({ status, error }) => status === "ACTIVE" && error === undefined);
    const named = open
      .slice(0, 5)
      .map(
        ({ resource, resourceType, findingType }) =>
          `${resource ?? resourceType}${findingType === undefined ? "" : ` (${findingType})`}`,
      );
    const observed = `${open.length} active ${open.length === 1 ? "entry" : "entries"}${named.length === 0 ? "" : `: ${named.join(", ")}`}`;
    if (open.length > ctx.params.maxOpen) return fail(observed);
    complete(entries);
    const failed = own.find(({ error }) => error !== undefined);
    if (failed !== undefined)
      return undetermined(
        "provider-error",
        `${observed}; the analyzer could not analyse ${failed.resource ?? failed.resourceType}: ${failed.error}`,
      );
    return pass(observed);
  },
  examples: [
    { name: "none open", record: analyzer("ACCOUNT"), outcome: "pass" },
    {
      name: "one open",
      record: analyzer("ACCOUNT"),
      reads: { "aws-access-analyzer.finding": [entry()] },
      outcome: "fail",
    },
    {
      name: "one open, accepted",
      record: analyzer("ACCOUNT"),
      reads: { "aws-access-analyzer.finding": [entry()] },
      params: { maxOpen: 1 },
      outcome: "pass",
    },
    {
      name: "archived",
      record: analyzer("ACCOUNT"),
      reads: { "aws-access-analyzer.finding": [entry({ status: "ARCHIVED" })] },
      outcome: "pass",
    },
    {
      name: "open at another analyzer",
      record: analyzer("ACCOUNT"),
      reads: {
        "aws-access-analyzer.finding": [
          entry({ analyzerArn: "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/other" }),
        ],
      },
      outcome: "pass",
    },
    {
      name: "a resource that could not be analysed",
      record: analyzer("ACCOUNT"),
      reads: { "aws-access-analyzer.finding": [entry({ error: "ACCESS_DENIED" })] },
      outcome: "undetermined",
      reason: "provider-error",
    },
    {
      name: "list cut short, none among those seen",
      record: analyzer("ACCOUNT"),
      unavailable: { "aws-access-analyzer.finding": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "list cut short, but one was seen",
      record: analyzer("ACCOUNT"),
      reads: { "aws-access-analyzer.finding": [entry()] },
      unavailable: { "aws-access-analyzer.finding": "truncated" },
      outcome: "fail",
    },
    {
      name: "analyzer switched off",
      record: analyzer("ACCOUNT", "DISABLED"),
      outcome: "undetermined",
      reason: "stale-source",
    },
    { name: "analyzer of the other type", record: analyzer("ACCOUNT_UNUSED_ACCESS"), outcome: "not-applicable" },
  ],
});
