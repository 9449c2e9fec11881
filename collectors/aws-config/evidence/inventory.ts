import { defineKind } from "#sdk";
import * as z from "zod";

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
