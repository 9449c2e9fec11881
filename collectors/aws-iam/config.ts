import { durationMs } from "#core";
import * as z from "zod";
import { parseArn, PARTITIONS } from "../_aws/partitions.ts";

const AccountId = z.string().regex(/^\d{12}$/, "an AWS account number has twelve digits");
const RoleArn = z
  .string()
  .regex(/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, "write a role as arn:aws:iam::ACCOUNT:role/NAME");
const RoleName = z.string().regex(/^[\w+=,.@/-]{1,576}$/, "a role's name, with its path if it has one");
const ExternalId = z.string().min(2).max(1224);
const Region = z.string().regex(/^[a-z]{2,6}(-[a-z]+)+-\d$/, "write a region as eu-west-1");
const Duration = z.string().refine((text) => durationMs(text) !== undefined, "write a duration as PT4H");

const MemberAccount = z
  .strictObject({
    id: AccountId,
    roleArn: RoleArn.optional().describe("role to enter; neither role field = the account of the base credentials"),
    roleName: RoleName.optional().describe("role to enter, by name"),
    externalId: ExternalId.optional(),
  })
  .refine(
    ({ roleArn, roleName }) => roleArn === undefined || roleName === undefined,
    "give roleArn or roleName, not both",
  )
  .refine(
    ({ id, roleArn }) => roleArn === undefined || parseArn(roleArn)?.account === id,
    "roleArn is of another account than id",
  );

const Exclusion = z.strictObject({
  id: AccountId,
  owner: z.string().min(1).describe("who answers for leaving the account out"),
  reason: z.string().min(1),
});

const OrganizationScope = z.strictObject({
  roleName: RoleName.describe("role to enter in every member account"),
  externalId: ExternalId.optional(),
  include: z.array(AccountId).min(1).optional().describe("only these member accounts"),
  exclude: z.array(Exclusion).optional().describe("accounts left out, with owner and reason; recorded in the evidence"),
});

const PerEntity = z.strictObject({
  sshKeys: z.boolean().optional(),
  mfaDevices: z.boolean().optional(),
  accessKeys: z.boolean().optional(),
  lastAccessed: z.boolean().optional(),
});

/** What an `aws-iam` connection may say. Unknown keys are errors. */
export const AwsIamConfig = z
  .strictObject({
    profile: z.string().min(1).optional().describe("profile of the AWS shared files; without it the default chain"),
    roleArn: RoleArn.optional().describe("role that the base credentials enter first"),
    externalId: ExternalId.optional().describe("external id for roleArn"),
    accounts: z.array(MemberAccount).min(1).optional().describe("several accounts by name"),
    organization: OrganizationScope.optional().describe("every active account of the organization"),
    partition: z.enum(PARTITIONS).optional(),
    region: Region.optional().describe("region of STS, and of Access Analyzer when regions cannot be listed"),
    identityCenterRegion: Region.optional().describe("home region of IAM Identity Center"),
    analyzerRegions: z
      .union([z.literal("enabled"), z.array(Region).min(1)])
      .optional()
      .describe("regions asked for Access Analyzer; enabled = all of the account"),
    perEntity: PerEntity.optional().describe("evidence that costs calls for every user, off unless asked for"),
    endpoint: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("endpoint of all AWS services: sandbox, moto, private"),
    credentialReportMaxAge: Duration.optional().describe(
      "a credential report older than this is made anew; default PT4H, AWS's own limit",
    ),
    concurrency: z.int().min(1).max(5).optional().describe("accounts at a time; default 5, one call at a time in each"),
    allowInstanceMetadata: z
      .boolean()
      .optional()
      .describe("take credentials from container or instance metadata when nothing else has them"),
  })
  .refine(
    ({ accounts, organization }) => accounts === undefined || organization === undefined,
    "give accounts or organization, not both",
  )
  .refine(({ externalId, roleArn }) => externalId === undefined || roleArn !== undefined, "externalId needs roleArn")
  .refine(
    ({ accounts }) => accounts === undefined || new Set(accounts.map(({ id }) => id)).size === accounts.length,
    "an account is named twice",
  )
  .refine(
    ({ organization }) =>
      organization?.exclude === undefined ||
      new Set(organization.exclude.map(({ id }) => id)).size === organization.exclude.length,
    "an account is excluded twice",
  );
export type AwsIamConfig = z.infer<typeof AwsIamConfig>;

export const DEFAULT_REPORT_MAX_AGE = "PT4H";
export const DEFAULT_CONCURRENCY = 5;
