import { defineKind } from "#sdk";
import * as z from "zod";
import { PolicyDocument } from "./policies.ts";

export const IdentityCenterInstance = z.looseObject({
  InstanceArn: z.string(),
  IdentityStoreId: z.string(),
  Status: z.string().optional(),
  OwnerAccountId: z.string().optional(),
});
export type IdentityCenterInstance = z.infer<typeof IdentityCenterInstance>;
/** Scope has the home region. A complete, empty capture means that the account has no Identity Center there. */
export const identityCenterInstanceKind = defineKind({
  id: "aws-identity-center.instance",
  version: 1,
  title: "IAM Identity Center instance",
  schema: IdentityCenterInstance,
  key: (record) => record.InstanceArn,
  sensitivity: "internal",
  personalData: false,
  population: "Instances that the account can see by sso-admin:ListInstances in the home region.",
});

export const PermissionSet = z.looseObject({
  PermissionSetArn: z.string(),
  InstanceArn: z.string(),
  Name: z.string(),
  /** ISO 8601 duration; absent = the default of one hour (PT1H). */
  SessionDuration: z.string().optional(),
  ManagedPolicies: z.array(z.looseObject({ Arn: z.string(), Name: z.string().optional() })),
  CustomerManagedPolicies: z.array(z.looseObject({ Name: z.string(), Path: z.string().optional() })),
  /** Parsed; absent = none. */
  InlinePolicy: PolicyDocument.optional(),
  PermissionsBoundary: z.looseObject({}).optional(),
  ProvisionedAccounts: z.array(z.string()),
});
export type PermissionSet = z.infer<typeof PermissionSet>;
export const permissionSetKind = defineKind({
  id: "aws-identity-center.permission-set",
  version: 1,
  title: "Permission set with its policies, boundary, session length and accounts",
  schema: PermissionSet,
  key: (record) => record.PermissionSetArn,
  sensitivity: "internal",
  personalData: false,
  population: "Permission sets of the instance by ListPermissionSets and five reads a set.",
});

export const Assignment = z.looseObject({
  InstanceArn: z.string(),
  AccountId: z.string(),
  PermissionSetArn: z.string(),
  PrincipalType: z.string(),
  PrincipalId: z.string(),
});
export type Assignment = z.infer<typeof Assignment>;
export const assignmentKind = defineKind({
  id: "aws-identity-center.assignment",
  version: 1,
  title: "Assignment of a user or group to a permission set in an account",
  schema: Assignment,
  key: (record) => [record.AccountId, record.PermissionSetArn, record.PrincipalType, record.PrincipalId].join("|"),
  sensitivity: "confidential",
  personalData: true,
  population: "Assignments by ListAccountAssignments for every account and permission set provisioned in it.",
});
