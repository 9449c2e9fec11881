import * as z from "zod";
import { instantText } from "./shapes.ts";

/**
 * A current configuration item as AWS Config recorded it, by advanced query. `configuration` keeps the service's own
 * member names: older types begin them in lower case (`configuration.encrypted`), types that follow CloudFormation in
 * upper case (`configuration.ContainerDefinitions`). Values of `supplementaryConfiguration` that hold JSON text are
 * parsed. A member that is absent was not stated by AWS: never read it as off.
 */
export const ConfigurationItem = z.looseObject({
  resourceType: z.string(),
  resourceId: z.string(),
  resourceName: z.string().optional(),
  accountId: z.string(),
  /** `global` for resources of no region. */
  awsRegion: z.string(),
  arn: z.string().optional(),
  availabilityZone: z.string().optional(),
  resourceCreationTime: instantText.optional(),
  /** The instant that the facts are of. */
  configurationItemCaptureTime: instantText.optional(),
  configurationItemStatus: z.string().optional(),
  recordingFrequency: z.string().optional(),
  configuration: z.looseObject({}).optional(),
  supplementaryConfiguration: z.looseObject({}).optional(),
  tags: z.array(z.looseObject({ key: z.string(), value: z.string().optional() })).optional(),
  relationships: z
    .array(
      z.looseObject({
        resourceType: z.string().optional(),
        resourceId: z.string().optional(),
        resourceName: z.string().optional(),
        relationshipName: z.string().optional(),
      }),
    )
    .optional(),
});
export type ConfigurationItem = z.infer<typeof ConfigurationItem>;

/** What an item is called in results: its ARN, or region, type and id where AWS Config gives none. */
export function itemKey({ arn, awsRegion, resourceType, resourceId }: ConfigurationItem): string {
  return arn ?? `${awsRegion}/${resourceType}/${resourceId}`;
}
