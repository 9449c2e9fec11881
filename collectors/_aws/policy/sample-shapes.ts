/**
 * Shapes of sample records, apart from the collector's evidence kinds because a shared folder knows no collector. Examples
 * of checks are held against the kinds' own schemas when they run, so that the two cannot drift apart unnoticed.
 */
interface Loose {
  [member: string]: unknown;
}
export interface SampleDocument extends Loose {
  Version?: string;
  Statement: Loose | Loose[];
}
export interface SampleInline extends Loose {
  PolicyName: string;
  PolicyDocument: SampleDocument;
}
export interface SampleAttached extends Loose {
  PolicyName?: string;
  PolicyArn: string;
}
export interface SampleBoundary extends Loose {
  PermissionsBoundaryType?: string;
  PermissionsBoundaryArn: string;
}
interface SampleTag extends Loose {
  Key: string;
  Value: string;
}
export interface SampleSummary extends Loose {
  AccountId: string;
  SummaryMap: Record<string, number>;
}
export interface SamplePasswordPolicy extends Loose {
  AccountId: string;
  Configured: boolean;
  MinimumPasswordLength?: number;
  RequireSymbols?: boolean;
  RequireNumbers?: boolean;
  RequireUppercaseCharacters?: boolean;
  RequireLowercaseCharacters?: boolean;
  AllowUsersToChangePassword?: boolean;
  ExpirePasswords?: boolean;
  MaxPasswordAge?: number;
  PasswordReusePrevention?: number;
}
export interface SampleUser extends Loose {
  Arn: string;
  UserName: string;
  UserId: string;
  Path: string;
  CreateDate: string;
  UserPolicyList: SampleInline[];
  GroupList: string[];
  AttachedManagedPolicies: SampleAttached[];
  PermissionsBoundary?: SampleBoundary;
  Tags?: SampleTag[];
}
export interface SampleGroup extends Loose {
  Arn: string;
  GroupName: string;
  GroupId: string;
  Path: string;
  CreateDate: string;
  GroupPolicyList: SampleInline[];
  AttachedManagedPolicies: SampleAttached[];
}
export interface SampleRole extends Loose {
  Arn: string;
  RoleName: string;
  RoleId: string;
  Path: string;
  CreateDate: string;
  AssumeRolePolicyDocument: SampleDocument;
  RolePolicyList: SampleInline[];
  AttachedManagedPolicies: SampleAttached[];
  PermissionsBoundary?: SampleBoundary;
  Tags?: SampleTag[];
  RoleLastUsed?: { [member: string]: unknown; LastUsedDate?: string; Region?: string };
}
export interface SamplePolicy extends Loose {
  Arn: string;
  PolicyName: string;
  PolicyId: string;
  Path: string;
  DefaultVersionId: string;
  AttachmentCount?: number;
  PermissionsBoundaryUsageCount?: number;
  CreateDate: string;
  PolicyVersionList: {
    [member: string]: unknown;
    VersionId: string;
    IsDefaultVersion: boolean;
    Document: SampleDocument;
  }[];
}
export interface SamplePermissionSet extends Loose {
  PermissionSetArn: string;
  InstanceArn: string;
  Name: string;
  SessionDuration?: string;
  ManagedPolicies: { [member: string]: unknown; Arn: string; Name?: string }[];
  CustomerManagedPolicies: { [member: string]: unknown; Name: string; Path?: string }[];
  InlinePolicy?: SampleDocument;
  PermissionsBoundary?: Loose;
  ProvisionedAccounts: string[];
}
type Column =
  | "user"
  | "arn"
  | "user_creation_time"
  | "mfa_active"
  | `password_${"enabled" | "last_used" | "last_changed" | "next_rotation"}`
  | `access_key_${1 | 2}_${"active" | "last_rotated" | "last_used_date" | "last_used_region" | "last_used_service"}`
  | `cert_${1 | 2}_${"active" | "last_rotated"}`;
export type SampleCredential = Record<Column, string>;
