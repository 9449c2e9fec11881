import * as z from "zod";
import { parseArn, PARTITIONS } from "./partitions.ts";

export const AccountId = z.string().regex(/^\d{12}$/, "an AWS account number has twelve digits");
const RoleArn = z
  .string()
  .regex(/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, "write a role as arn:aws:iam::ACCOUNT:role/NAME");
const RoleName = z.string().regex(/^[\w+=,.@/-]{1,576}$/, "a role's name, with its path if it has one");
const ExternalId = z.string().min(2).max(1224);
export const Region = z.string().regex(/^[a-z]{2,6}(-[a-z]+)+-\d$/, "write a region as eu-west-1");

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

/** How a connection to AWS signs in and which accounts it covers; every AWS collector takes these. */
export const accountFields = {
  profile: z.string().min(1).optional().describe("profile of the AWS shared files; without it the default chain"),
  roleArn: RoleArn.optional().describe("role that the base credentials enter first"),
  externalId: ExternalId.optional().describe("external id for roleArn"),
  accounts: z.array(MemberAccount).min(1).optional().describe("several accounts by name"),
  organization: OrganizationScope.optional().describe("every active account of the organization"),
  partition: z.enum(PARTITIONS).optional(),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("endpoint of all AWS services: sandbox, moto, private"),
  concurrency: z.int().min(1).max(5).optional().describe("accounts at a time; default 5, one call at a time in each"),
  allowInstanceMetadata: z
    .boolean()
    .optional()
    .describe("take credentials from container or instance metadata when nothing else has them"),
} as const;

const AccountFields = z.strictObject({ ...accountFields, region: Region.optional() });
/** What sign-in and the choice of accounts need to know of a configuration. */
export type AwsAccountConfig = z.infer<typeof AccountFields>;

/** Rules between the fields: pass each to `refine`. */
export const ACCOUNT_RULES: readonly (readonly [holds: (config: AwsAccountConfig) => boolean, message: string])[] = [
  [
    ({ accounts, organization }) => accounts === undefined || organization === undefined,
    "give accounts or organization, not both",
  ],
  [({ externalId, roleArn }) => externalId === undefined || roleArn !== undefined, "externalId needs roleArn"],
  [
    ({ accounts }) => accounts === undefined || new Set(accounts.map(({ id }) => id)).size === accounts.length,
    "an account is named twice",
  ],
  [
    ({ organization }) =>
      organization?.exclude === undefined ||
      new Set(organization.exclude.map(({ id }) => id)).size === organization.exclude.length,
    "an account is excluded twice",
  ],
];

export const DEFAULT_CONCURRENCY = 5;
