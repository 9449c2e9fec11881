import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText, ruleKey } from "./shapes.ts";

/** A resource that automatic remediation leaves alone. */
export const RemediationException = z.looseObject({
  accountId: z.string(),
  awsRegion: z.string(),
  ConfigRuleName: z.string(),
  ResourceType: z.string(),
  ResourceId: z.string(),
  Message: z.string().optional(),
  /** Absent = without end. */
  ExpirationTime: instantText.optional(),
});
export type RemediationException = z.infer<typeof RemediationException>;
export const remediationExceptionKind = defineKind({
  id: "aws-config.remediation-exception",
  version: 1,
  title: "Exception from automatic remediation",
  schema: RemediationException,
  key: (record) => `${record.awsRegion}/${record.ConfigRuleName}/${record.ResourceType}/${record.ResourceId}`,
  sensitivity: "internal",
  personalData: false,
  population:
    "All exceptions of rules that have a remediation action (DescribeRemediationConfigurations), by DescribeRemediationExceptions.",
});

export const Remediation = z.looseObject({
  accountId: z.string(),
  awsRegion: z.string(),
  ConfigRuleName: z.string(),
  TargetType: z.string().optional(),
  TargetId: z.string().optional(),
  Automatic: z.boolean().optional(),
});
export type Remediation = z.infer<typeof Remediation>;
export const remediationKind = defineKind({
  id: "aws-config.remediation",
  version: 1,
  title: "Remediation action of a Config rule",
  schema: Remediation,
  key: ruleKey,
  sensitivity: "internal",
  personalData: false,
  redact: [{ path: "Parameters.*.StaticValue.Values.*", rule: "mask", why: "parameters hold secrets at times" }],
  population: "All remediation actions of the region's Config rules, by DescribeRemediationConfigurations.",
});
