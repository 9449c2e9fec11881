import * as z from "zod";
import { ACCOUNT_RULES, accountFields, Region } from "../_aws/account-config.ts";

const NamedAggregator = z.strictObject({
  name: z.string().min(1).max(256),
  region: Region.describe("region that the aggregator lives in"),
});

const Fields = z.strictObject({
  ...accountFields,
  region: Region.optional().describe("region of STS, and the only region asked when regions cannot be listed"),
  regions: z
    .union([z.literal("enabled"), z.array(Region).min(1)])
    .optional()
    .describe("regions asked; enabled (default) = all of the account; regions left out are gaps"),
  aggregator: z
    .union([z.literal("auto"), z.literal("off"), NamedAggregator])
    .optional()
    .describe(
      "organization aggregator of the base account to read resources through; auto (default) takes the one that covers most",
    ),
});

/** What an `aws-config` connection may say. Unknown keys are errors. */
export const AwsConfigConfig = ACCOUNT_RULES.reduce(
  (schema, [holds, message]) => schema.refine(holds, message),
  Fields,
);
export type AwsConfigConfig = z.infer<typeof AwsConfigConfig>;
