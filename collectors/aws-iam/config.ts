import { durationMs } from "#core";
import * as z from "zod";
import { ACCOUNT_RULES, accountFields, Region } from "../_aws/account-config.ts";

const Duration = z.string().refine((text) => durationMs(text) !== undefined, "write a duration as PT4H");

const PerEntity = z.strictObject({
  sshKeys: z.boolean().optional(),
  mfaDevices: z.boolean().optional(),
  accessKeys: z.boolean().optional(),
  lastAccessed: z.boolean().optional(),
});

const Fields = z.strictObject({
  ...accountFields,
  region: Region.optional().describe("region of STS, and of Access Analyzer when regions cannot be listed"),
  identityCenterRegion: Region.optional().describe("home region of IAM Identity Center"),
  analyzerRegions: z
    .union([z.literal("enabled"), z.array(Region).min(1)])
    .optional()
    .describe("regions asked for Access Analyzer; enabled = all of the account"),
  perEntity: PerEntity.optional().describe("evidence that costs calls for every user, off unless asked for"),
  credentialReportMaxAge: Duration.optional().describe(
    "a credential report older than this is made anew; default PT4H, AWS's own limit",
  ),
});

/** What an `aws-iam` connection may say. Unknown keys are errors. */
export const AwsIamConfig = ACCOUNT_RULES.reduce((schema, [holds, message]) => schema.refine(holds, message), Fields);
export type AwsIamConfig = z.infer<typeof AwsIamConfig>;

export const DEFAULT_REPORT_MAX_AGE = "PT4H";
