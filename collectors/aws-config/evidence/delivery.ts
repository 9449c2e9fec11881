import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

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
