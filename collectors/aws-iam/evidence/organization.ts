import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

/** `InOrganization: false` = AWSOrganizationsNotInUse: a fact. `Account*` state as far as the caller may see it. */
export const Organization = z.looseObject({
  AccountId: z.string(),
  InOrganization: z.boolean(),
  Id: z.string().optional(),
  FeatureSet: z.string().optional(),
  ManagementAccountId: z.string().optional(),
  IsManagementAccount: z.boolean().optional(),
});
export type Organization = z.infer<typeof Organization>;
export const organizationKind = defineKind({
  id: "aws-organizations.organization",
  version: 1,
  title: "Organization that the account belongs to",
  schema: Organization,
  key: (record) => record.AccountId,
  sensitivity: "internal",
  personalData: false,
  population: "The account's organization by DescribeOrganization.",
  singleton: true,
});

export const OrganizationRoot = z.looseObject({
  Id: z.string(),
  Arn: z.string().optional(),
  PolicyTypes: z.array(z.looseObject({ Type: z.string(), Status: z.string() })),
});
export type OrganizationRoot = z.infer<typeof OrganizationRoot>;
export const organizationRootKind = defineKind({
  id: "aws-organizations.root",
  version: 1,
  level: "organization",
  title: "Organization root and its enabled policy types",
  schema: OrganizationRoot,
  key: (record) => record.Id,
  sensitivity: "internal",
  personalData: false,
  population: "Roots of the organization by ListRoots (management or delegated account only).",
});

export const OrganizationAccount = z.looseObject({
  Id: z.string(),
  Arn: z.string(),
  Name: z.string().optional(),
  State: z.string().optional(),
  Status: z.string().optional(),
  JoinedMethod: z.string().optional(),
  JoinedTimestamp: instantText.optional(),
});
export type OrganizationAccount = z.infer<typeof OrganizationAccount>;
export const organizationAccountKind = defineKind({
  id: "aws-organizations.account",
  version: 1,
  level: "organization",
  title: "Member account of the organization",
  schema: OrganizationAccount,
  key: (record) => record.Id,
  sensitivity: "confidential",
  personalData: true,
  redact: [{ path: "Email", rule: "mask", why: "root e-mail addresses are sign-in names that no check needs" }],
  population: "Accounts of the organization by ListAccounts (management or delegated account only).",
});

export const OrganizationPolicy = z.looseObject({
  Id: z.string(),
  Arn: z.string().optional(),
  Name: z.string().optional(),
  Type: z.string(),
  AwsManaged: z.boolean().optional(),
  /** Parsed document. */
  Content: z.looseObject({}),
  Targets: z.array(z.looseObject({ TargetId: z.string(), Type: z.string() })),
});
export type OrganizationPolicy = z.infer<typeof OrganizationPolicy>;
export const organizationPolicyKind = defineKind({
  id: "aws-organizations.policy",
  version: 1,
  level: "organization",
  title: "Organization policy (SCP, RCP, tag policy, …) with its targets",
  schema: OrganizationPolicy,
  key: (record) => record.Id,
  sensitivity: "internal",
  personalData: false,
  population:
    "Policies of every enabled type by ListPolicies, DescribePolicy, ListTargetsForPolicy (management or delegated account only).",
});

export const DelegatedAdministrator = z.looseObject({
  Id: z.string(),
  Name: z.string().optional(),
  State: z.string().optional(),
  Status: z.string().optional(),
});
export type DelegatedAdministrator = z.infer<typeof DelegatedAdministrator>;
export const delegatedAdministratorKind = defineKind({
  id: "aws-organizations.delegated-administrator",
  version: 1,
  level: "organization",
  title: "Delegated administrator account",
  schema: DelegatedAdministrator,
  key: (record) => record.Id,
  sensitivity: "internal",
  personalData: true,
  redact: [{ path: "Email", rule: "mask", why: "root e-mail addresses are sign-in names that no check needs" }],
  population: "Delegated administrators by ListDelegatedAdministrators (management or delegated account only).",
});

export const TrustedService = z.looseObject({ ServicePrincipal: z.string(), DateEnabled: instantText.optional() });
export type TrustedService = z.infer<typeof TrustedService>;
export const trustedServiceKind = defineKind({
  id: "aws-organizations.trusted-service",
  version: 1,
  level: "organization",
  title: "AWS service with trusted access to the organization",
  schema: TrustedService,
  key: (record) => record.ServicePrincipal,
  sensitivity: "internal",
  personalData: false,
  population:
    "Services with trusted access by ListAWSServiceAccessForOrganization (management or delegated account only).",
});

/** `EnabledFeatures` of ListOrganizationsFeatures; `TrustedAccess: false` = ServiceAccessNotEnabled, a fact. */
export const RootManagement = z.looseObject({
  OrganizationId: z.string(),
  TrustedAccess: z.boolean(),
  EnabledFeatures: z.array(z.string()),
});
export type RootManagement = z.infer<typeof RootManagement>;
export const rootManagementKind = defineKind({
  id: "aws-iam.root-management",
  version: 1,
  level: "organization",
  title: "Central management of member accounts' root credentials",
  schema: RootManagement,
  key: (record) => record.OrganizationId,
  sensitivity: "internal",
  personalData: false,
  population: "Organization features of IAM by ListOrganizationsFeatures (management or delegated account only).",
  singleton: true,
});
