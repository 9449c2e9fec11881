import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

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
