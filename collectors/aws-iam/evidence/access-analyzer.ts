import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

export const Analyzer = z.looseObject({
  arn: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  region: z.string(),
});
export type Analyzer = z.infer<typeof Analyzer>;
/** Scope has a region; one capture a region of the account. */
export const analyzerKind = defineKind({
  id: "aws-access-analyzer.analyzer",
  version: 1,
  title: "IAM Access Analyzer",
  schema: Analyzer,
  key: (record) => record.arn,
  sensitivity: "internal",
  personalData: false,
  population: "Analyzers of the region by ListAnalyzers.",
});

export const AnalyzerFinding = z.looseObject({
  id: z.string(),
  analyzerArn: z.string(),
  status: z.string(),
  findingType: z.string().optional(),
  resource: z.string().optional(),
  resourceType: z.string(),
  createdAt: instantText.optional(),
  updatedAt: instantText.optional(),
  error: z.string().optional(),
});
export type AnalyzerFinding = z.infer<typeof AnalyzerFinding>;
export const analyzerFindingKind = defineKind({
  id: "aws-access-analyzer.finding",
  version: 1,
  title: "Open finding of an Access Analyzer",
  schema: AnalyzerFinding,
  key: (record) => `${record.analyzerArn}/${record.id}`,
  sensitivity: "confidential",
  personalData: false,
  population: "ACTIVE findings of every active analyzer of the region by ListFindingsV2.",
});
