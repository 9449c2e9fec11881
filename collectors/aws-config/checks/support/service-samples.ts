import type { Aggregator, RegionDelivery, RuleCompliance } from "../../evidence.ts";

const place = { accountId: "111122223333", awsRegion: "eu-west-1" } as const;

type Channel = NonNullable<RegionDelivery["channel"]>;

export function delivery(channel: Partial<Channel> | null = {}): RegionDelivery {
  return {
    ...place,
    channel:
      channel === null
        ? null
        : {
            name: "default",
            s3BucketName: "example-config-log",
            status: { configHistoryDeliveryInfo: { lastStatus: "SUCCESS" } },
            ...channel,
          },
  };
}

export function conclusion(more: Partial<RuleCompliance> = {}): RuleCompliance {
  return {
    ...place,
    ConfigRuleName: "example-rule",
    Source: { Owner: "AWS", SourceIdentifier: "S3_BUCKET_PUBLIC_READ_PROHIBITED" },
    ConfigRuleState: "ACTIVE",
    EvaluationModes: [{ Mode: "DETECTIVE" }],
    EvaluationStatus: { FirstEvaluationStarted: true, LastSuccessfulEvaluationTime: "2026-11-22T06:00:00.000Z" },
    ComplianceType: "COMPLIANT",
    ...more,
  };
}

export function aggregator(more: Partial<Aggregator> = {}): Aggregator {
  return {
    ...place,
    ConfigurationAggregatorName: "organization",
    OrganizationAggregationSource: { AllAwsRegions: true },
    Sources: [
      {
        SourceId: "111122223333",
        AwsRegion: "eu-west-1",
        LastUpdateStatus: "SUCCEEDED",
        LastUpdateTime: "2026-11-22T09:00:00.000Z",
      },
    ],
    ...more,
  };
}
