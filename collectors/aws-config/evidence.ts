import { defineKind } from "#sdk";
import * as z from "zod";
import { ITEM_TYPES } from "./items.ts";

export * from "./items.ts";

/** Text of an ISO 8601 instant. */
const instantText = z.iso.datetime({ offset: true });

const Recorder = z.looseObject({
  name: z.string(),
  arn: z.string().optional(),
  roleARN: z.string().optional(),
  /** Set for recorders that a service made (`securityhub.amazonaws.com`). */
  servicePrincipal: z.string().optional(),
  /** PAID or INTERNAL; INTERNAL items can be read by the service only. */
  recordingScope: z.string().optional(),
  recordingGroup: z
    .looseObject({
      allSupported: z.boolean().optional(),
      includeGlobalResourceTypes: z.boolean().optional(),
      resourceTypes: z.array(z.string()).optional(),
      exclusionByResourceTypes: z.looseObject({ resourceTypes: z.array(z.string()).optional() }).optional(),
      recordingStrategy: z.looseObject({ useOnly: z.string().optional() }).optional(),
    })
    .optional(),
  recordingMode: z
    .looseObject({
      recordingFrequency: z.string().optional(),
      recordingModeOverrides: z.array(z.looseObject({})).optional(),
    })
    .optional(),
  /** Absent when the status could not be read. `lastStatus` as sent: AWS writes `Success` and `SUCCESS`. */
  status: z
    .looseObject({
      recording: z.boolean().optional(),
      lastStatus: z.string().optional(),
      lastErrorCode: z.string().optional(),
      lastErrorMessage: z.string().optional(),
      lastStartTime: instantText.optional(),
      lastStopTime: instantText.optional(),
      lastStatusChangeTime: instantText.optional(),
    })
    .optional(),
});

/** One region: its own recorder (null = AWS Config is off there, a fact) and those that AWS services made. */
export const RegionRecording = z.looseObject({
  accountId: z.string(),
  awsRegion: z.string(),
  recorder: Recorder.nullable(),
  /** Absent when the recorders could not be listed. */
  serviceLinked: z.array(Recorder).optional(),
});
export type RegionRecording = z.infer<typeof RegionRecording>;
/** Keyed by region. */
export const recorderKind = defineKind({
  id: "aws-config.recorder",
  version: 1,
  title: "Configuration recorder of a region, with its status",
  schema: RegionRecording,
  key: (record) => record.awsRegion,
  sensitivity: "internal",
  personalData: false,
  population:
    "One record for each enabled region of the account, by account:ListRegions, ListConfigurationRecorders, DescribeConfigurationRecorders and DescribeConfigurationRecorderStatus.",
});

const Delivery = z.looseObject({
  lastStatus: z.string().optional(),
  lastErrorCode: z.string().optional(),
  lastErrorMessage: z.string().optional(),
  lastAttemptTime: instantText.optional(),
  lastSuccessfulTime: instantText.optional(),
  lastStatusChangeTime: instantText.optional(),
});
/** One region that has a recorder: its delivery channel, or null when it has none. */
export const RegionDelivery = z.looseObject({
  accountId: z.string(),
  awsRegion: z.string(),
  channel: z
    .looseObject({
      name: z.string(),
      s3BucketName: z.string().optional(),
      s3KeyPrefix: z.string().optional(),
      s3KmsKeyArn: z.string().optional(),
      snsTopicARN: z.string().optional(),
      configSnapshotDeliveryProperties: z.looseObject({ deliveryFrequency: z.string().optional() }).optional(),
      /** Absent when the status could not be read. */
      status: z
        .looseObject({
          configSnapshotDeliveryInfo: Delivery.optional(),
          configHistoryDeliveryInfo: Delivery.optional(),
          configStreamDeliveryInfo: Delivery.optional(),
        })
        .optional(),
    })
    .nullable(),
});
export type RegionDelivery = z.infer<typeof RegionDelivery>;
/** Keyed by region. */
export const deliveryChannelKind = defineKind({
  id: "aws-config.delivery-channel",
  version: 1,
  title: "Delivery channel of a region, with its status",
  schema: RegionDelivery,
  key: (record) => record.awsRegion,
  sensitivity: "internal",
  personalData: false,
  population:
    "One record for each enabled region with a recorder of its own, by DescribeDeliveryChannels and DescribeDeliveryChannelStatus.",
});

/** `configured: false` = AWS keeps items for 2,557 days (7 years). */
export const Retention = z.looseObject({
  accountId: z.string(),
  awsRegion: z.string(),
  configured: z.boolean(),
  retentionPeriodInDays: z.number(),
});
export type Retention = z.infer<typeof Retention>;
/** Keyed by region. */
export const retentionKind = defineKind({
  id: "aws-config.retention",
  version: 1,
  title: "How long a region keeps configuration items",
  schema: Retention,
  key: (record) => record.awsRegion,
  sensitivity: "internal",
  personalData: false,
  population: "One record for each enabled region with a recorder of its own, by DescribeRetentionConfigurations.",
});

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

/** `eu-west-1/rule-name`: a rule's name is unique in its region. */
function ruleKey(record: { awsRegion: string; ConfigRuleName: string }): string {
  return `${record.awsRegion}/${record.ConfigRuleName}`;
}

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

export const Aggregator = z.looseObject({
  ConfigurationAggregatorName: z.string(),
  ConfigurationAggregatorArn: z.string().optional(),
  accountId: z.string(),
  awsRegion: z.string(),
  CreatedBy: z.string().optional(),
  AccountAggregationSources: z
    .array(
      z.looseObject({
        AccountIds: z.array(z.string()).optional(),
        AllAwsRegions: z.boolean().optional(),
        AwsRegions: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  OrganizationAggregationSource: z
    .looseObject({
      RoleArn: z.string().optional(),
      AllAwsRegions: z.boolean().optional(),
      AwsRegions: z.array(z.string()).optional(),
    })
    .optional(),
  /** Account × region; absent when it could not be read. `SourceId` is the account (or the organization). */
  Sources: z
    .array(
      z.looseObject({
        SourceId: z.string().optional(),
        SourceType: z.string().optional(),
        AwsRegion: z.string().optional(),
        /** FAILED, SUCCEEDED, OUTDATED. */
        LastUpdateStatus: z.string().optional(),
        LastUpdateTime: instantText.optional(),
        LastErrorCode: z.string().optional(),
        LastErrorMessage: z.string().optional(),
      }),
    )
    .optional(),
});
export type Aggregator = z.infer<typeof Aggregator>;
export const aggregatorKind = defineKind({
  id: "aws-config.aggregator",
  version: 1,
  title: "Configuration aggregator with the state of its sources",
  schema: Aggregator,
  key: (record) => `${record.awsRegion}/${record.ConfigurationAggregatorName}`,
  sensitivity: "internal",
  personalData: false,
  population:
    "All aggregators in the enabled regions of the account that the credentials belong to, by DescribeConfigurationAggregators and DescribeConfigurationAggregatorSourcesStatus.",
  level: "organization",
});

/** How many resources of a type AWS Config knows in a region. */
export const ResourceCount = z.looseObject({
  accountId: z.string(),
  awsRegion: z.string(),
  resourceType: z.string(),
  count: z.number(),
});
export type ResourceCount = z.infer<typeof ResourceCount>;
export const resourceCountKind = defineKind({
  id: "aws-config.resource-count",
  version: 1,
  title: "Inventory: resources of a type in a region",
  schema: ResourceCount,
  key: (record) => `${record.awsRegion}/${record.resourceType}`,
  sensitivity: "internal",
  personalData: false,
  population:
    "Every type of which AWS Config records at least one resource, in every enabled region whose recorder is on, by GetDiscoveredResourceCounts, or by a counting query over an organization aggregator.",
});

/** Kinds beside the configuration items. */
export const serviceKinds = [
  recorderKind,
  deliveryChannelKind,
  retentionKind,
  ruleKind,
  ruleComplianceKind,
  ruleResultKind,
  conformancePackKind,
  remediationKind,
  remediationExceptionKind,
  aggregatorKind,
  resourceCountKind,
] as const;

export const awsConfigKinds = [...serviceKinds, ...ITEM_TYPES.map(({ kind }) => kind)] as const;
