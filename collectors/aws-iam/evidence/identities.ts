import { defineKind } from "#sdk";
import * as z from "zod";
import { PolicyDocument } from "./policies.ts";
import { instantText } from "./shapes.ts";

const InlinePolicy = z.looseObject({ PolicyName: z.string(), PolicyDocument });

const AttachedPolicy = z.looseObject({ PolicyName: z.string().optional(), PolicyArn: z.string() });

const Boundary = z.looseObject({ PermissionsBoundaryType: z.string().optional(), PermissionsBoundaryArn: z.string() });

const Tag = z.looseObject({ Key: z.string(), Value: z.string() });

export const User = z.looseObject({
  Arn: z.string(),
  UserName: z.string(),
  UserId: z.string(),
  Path: z.string(),
  CreateDate: instantText,
  UserPolicyList: z.array(InlinePolicy),
  GroupList: z.array(z.string()),
  AttachedManagedPolicies: z.array(AttachedPolicy),
  PermissionsBoundary: Boundary.optional(),
  Tags: z.array(Tag).optional(),
});
export type User = z.infer<typeof User>;
export const userKind = defineKind({
  id: "aws-iam.user",
  version: 1,
  title: "IAM user with its policies, groups and boundary",
  schema: User,
  key: (record) => record.Arn,
  sensitivity: "confidential",
  personalData: true,
  population: "All IAM users of the account by GetAccountAuthorizationDetails; count by GetAccountSummary (Users).",
});

export const Group = z.looseObject({
  Arn: z.string(),
  GroupName: z.string(),
  GroupId: z.string(),
  Path: z.string(),
  CreateDate: instantText,
  GroupPolicyList: z.array(InlinePolicy),
  AttachedManagedPolicies: z.array(AttachedPolicy),
});
export type Group = z.infer<typeof Group>;
/** Keyed by name: users refer to groups by name, and names are unique in an account. */
export const groupKind = defineKind({
  id: "aws-iam.group",
  version: 1,
  title: "IAM group with its policies",
  schema: Group,
  key: (record) => record.GroupName,
  sensitivity: "internal",
  personalData: false,
  population: "All IAM groups of the account by GetAccountAuthorizationDetails; count by GetAccountSummary (Groups).",
});

export const Role = z.looseObject({
  Arn: z.string(),
  RoleName: z.string(),
  RoleId: z.string(),
  Path: z.string(),
  CreateDate: instantText,
  AssumeRolePolicyDocument: PolicyDocument,
  RolePolicyList: z.array(InlinePolicy),
  AttachedManagedPolicies: z.array(AttachedPolicy),
  PermissionsBoundary: Boundary.optional(),
  Tags: z.array(Tag).optional(),
  InstanceProfileList: z.array(z.looseObject({ Arn: z.string() })).optional(),
  /** `{}` = never used in the tracking period (400 days); absent = not stated. */
  RoleLastUsed: z.looseObject({ LastUsedDate: instantText.optional(), Region: z.string().optional() }).optional(),
});
export type Role = z.infer<typeof Role>;
export const roleKind = defineKind({
  id: "aws-iam.role",
  version: 1,
  title: "IAM role with its trust policy, policies and last use",
  schema: Role,
  key: (record) => record.Arn,
  sensitivity: "internal",
  personalData: false,
  population: "All IAM roles of the account by GetAccountAuthorizationDetails; count by GetAccountSummary (Roles).",
});
