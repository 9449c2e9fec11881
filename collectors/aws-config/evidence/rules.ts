import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText, ruleKey } from "./shapes.ts";

const ruleFacts = {
  accountId: z.string(),
  awsRegion: z.string(),
  ConfigRuleName: z.string(),
  ConfigRuleArn: z.string().optional(),
  ConfigRuleId: z.string().optional(),
  /** Owner AWS: SourceIdentifier is the managed rule (`S3_BUCKET_PUBLIC_READ_PROHIBITED`); CUSTOM_LAMBDA: a function's ARN. */
  Source: z.looseObject({ Owner: z.string().optional(), SourceIdentifier: z.string().optional() }).optional(),
  Scope: z.looseObject({ ComplianceResourceTypes: z.array(z.string()).optional() }).optional(),
  /** JSON text, as sent. The parameters matter as much as the result. */
  InputParameters: z.string().optional(),
  MaximumExecutionFrequency: z.string().optional(),
  ConfigRuleState: z.string().optional(),
  /** The service that made the rule: `securityhub.amazonaws.com`, `config-conforms.amazonaws.com`. */
  CreatedBy: z.string().optional(),
  EvaluationModes: z.array(z.looseObject({ Mode: z.string().optional() })).optional(),
  /** Absent when it could not be read or AWS states none. */
  EvaluationStatus: z
    .looseObject({
      LastSuccessfulInvocationTime: instantText.optional(),
      LastFailedInvocationTime: instantText.optional(),
      LastSuccessfulEvaluationTime: instantText.optional(),
      LastFailedEvaluationTime: instantText.optional(),
      FirstActivatedTime: instantText.optional(),
      LastErrorCode: z.string().optional(),
      LastErrorMessage: z.string().optional(),
      FirstEvaluationStarted: z.boolean().optional(),
    })
    .optional(),
} as const;

export const ConfigRule = z.looseObject(ruleFacts);
export type ConfigRule = z.infer<typeof ConfigRule>;
export const ruleKind = defineKind({
  id: "aws-config.rule",
  version: 1,
  title: "Config rule with its evaluation status",
  schema: ConfigRule,
  key: ruleKey,
  sensitivity: "internal",
  personalData: false,
  population:
    "All Config rules of every enabled region whose recorder is on, by DescribeConfigRules and DescribeConfigRuleEvaluationStatus.",
});

/**
 * What AWS Config concluded for a rule, with the rule's own facts, so that a judgement over it needs no other record.
 * INSUFFICIENT_DATA is never a pass. An AWS answer without the rule gives no record but a gap.
 */
export const RuleCompliance = z.looseObject({
  ...ruleFacts,
  /** COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, INSUFFICIENT_DATA. */
  ComplianceType: z.string(),
  /** `CapExceeded`: `CappedCount` is a lower bound. */
  ComplianceContributorCount: z
    .looseObject({ CappedCount: z.number().optional(), CapExceeded: z.boolean().optional() })
    .optional(),
  /** Resources by result. A member is there only when every resource of that result was listed, so it is exact. */
  Counts: z.looseObject({ COMPLIANT: z.number().optional(), NON_COMPLIANT: z.number().optional() }).optional(),
});
export type RuleCompliance = z.infer<typeof RuleCompliance>;
export const ruleComplianceKind = defineKind({
  id: "aws-config.rule-compliance",
  version: 1,
  title: "Conclusion of a Config rule",
  schema: RuleCompliance,
  key: ruleKey,
  sensitivity: "internal",
  personalData: false,
  population:
    "One record for each Config rule of every enabled region whose recorder is on, by DescribeComplianceByConfigRule, or by DescribeAggregateComplianceByConfigRules where an organization aggregator covers account and region.",
});

export const RuleResult = z.looseObject({
  accountId: z.string(),
  awsRegion: z.string(),
  ConfigRuleName: z.string(),
  /** As on the rule; absent when the rule was not seen. */
  Source: z.looseObject({ Owner: z.string().optional(), SourceIdentifier: z.string().optional() }).optional(),
  ResourceType: z.string(),
  ResourceId: z.string(),
  /** Always NON_COMPLIANT; what complies is counted in `aws-config.rule-compliance`. */
  ComplianceType: z.string(),
  Annotation: z.string().optional(),
  ResultRecordedTime: instantText.optional(),
});
export type RuleResult = z.infer<typeof RuleResult>;
export const ruleResultKind = defineKind({
  id: "aws-config.rule-result",
  version: 1,
  title: "Resource that a Config rule found not to comply",
  schema: RuleResult,
  key: (record) => `${record.awsRegion}/${record.ConfigRuleName}/${record.ResourceType}/${record.ResourceId}`,
  sensitivity: "internal",
  personalData: false,
  population:
    "Every resource with the result NON_COMPLIANT under a Config rule, by an advanced query over AWS::Config::ResourceCompliance where the recorder records it, else by GetComplianceDetailsByConfigRule for each rule with such a result.",
});
