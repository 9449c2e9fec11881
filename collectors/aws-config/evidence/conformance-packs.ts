import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

export const ConformancePack = z.looseObject({
  accountId: z.string(),
  awsRegion: z.string(),
  ConformancePackName: z.string(),
  ConformancePackArn: z.string().optional(),
  ConformancePackId: z.string().optional(),
  CreatedBy: z.string().optional(),
  LastUpdateRequestedTime: instantText.optional(),
  ConformancePackInputParameters: z.array(z.looseObject({})).optional(),
  /** One entry a rule; absent when it could not be read. */
  Rules: z
    .array(
      z.looseObject({
        ConfigRuleName: z.string(),
        ComplianceType: z.string().optional(),
        Controls: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});
export type ConformancePack = z.infer<typeof ConformancePack>;
export const conformancePackKind = defineKind({
  id: "aws-config.conformance-pack",
  version: 1,
  title: "Conformance pack with the conclusions of its rules",
  schema: ConformancePack,
  key: (record) => `${record.awsRegion}/${record.ConformancePackName}`,
  sensitivity: "internal",
  personalData: false,
  redact: [
    { path: "ConformancePackInputParameters.*.ParameterValue", rule: "mask", why: "parameters hold secrets at times" },
  ],
  population:
    "All conformance packs of every enabled region whose recorder is on, by DescribeConformancePacks and DescribeConformancePackCompliance.",
});
