import { defineKind } from "#sdk";
import * as z from "zod";

/** Text of an ISO 8601 instant as we write it: SDK dates and report columns are brought to this form. */
const instantText = z.iso.datetime({ offset: true });

/**
 * A policy document as sealed: the decoded JSON text's value. Documents are percent-encoded on the wire (aws-iam.md §1).
 * When the text cannot be decoded the record is a schema-mismatch gap, never a record without its document.
 */
export const PolicyDocument = z.looseObject({
  Version: z.string().optional(),
  Statement: z.union([z.array(z.looseObject({})), z.looseObject({})]),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

const InlinePolicy = z.looseObject({ PolicyName: z.string(), PolicyDocument });
const AttachedPolicy = z.looseObject({ PolicyName: z.string().optional(), PolicyArn: z.string() });
const Boundary = z.looseObject({ PermissionsBoundaryType: z.string().optional(), PermissionsBoundaryArn: z.string() });
const Tag = z.looseObject({ Key: z.string(), Value: z.string() });

/** SummaryMap of GetAccountSummary, plus the alias. Numbers as AWS sends them; a key that AWS left out is absent. */
export const AccountSummary = z.looseObject({
  AccountId: z.string(),
  AccountAliases: z.array(z.string()).optional(),
  SummaryMap: z.record(z.string(), z.number()),
});
export type AccountSummary = z.infer<typeof AccountSummary>;
export const accountSummaryKind = defineKind({
  id: "aws-iam.account-summary",
  version: 1,
  title: "IAM account summary",
  schema: AccountSummary,
  key: (record) => record.AccountId,
  sensitivity: "internal",
  personalData: false,
  population: "The account itself: counts and root user state by GetAccountSummary, alias by ListAccountAliases.",
  singleton: true,
});

/** `Configured: false` = NoSuchEntity: the AWS default policy is in force (a fact, not a gap). */
export const PasswordPolicy = z.looseObject({
  AccountId: z.string(),
  Configured: z.boolean(),
  MinimumPasswordLength: z.number().optional(),
  RequireSymbols: z.boolean().optional(),
  RequireNumbers: z.boolean().optional(),
  RequireUppercaseCharacters: z.boolean().optional(),
  RequireLowercaseCharacters: z.boolean().optional(),
  AllowUsersToChangePassword: z.boolean().optional(),
  ExpirePasswords: z.boolean().optional(),
  MaxPasswordAge: z.number().optional(),
  PasswordReusePrevention: z.number().optional(),
  HardExpiry: z.boolean().optional(),
});
export type PasswordPolicy = z.infer<typeof PasswordPolicy>;
export const passwordPolicyKind = defineKind({
  id: "aws-iam.password-policy",
  version: 1,
  title: "IAM account password policy",
  schema: PasswordPolicy,
  key: (record) => record.AccountId,
  sensitivity: "internal",
  personalData: false,
  population: "The account's password policy by GetAccountPasswordPolicy; NoSuchEntity means the AWS default policy.",
  singleton: true,
});

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

export const ManagedPolicy = z.looseObject({
  Arn: z.string(),
  PolicyName: z.string(),
  /** Stable across a policy of the same name made anew; moto leaves it out, and no judgement rests on it. */
  PolicyId: z.string().optional(),
  Path: z.string(),
  DefaultVersionId: z.string(),
  AttachmentCount: z.number().optional(),
  PermissionsBoundaryUsageCount: z.number().optional(),
  IsAttachable: z.boolean().optional(),
  Description: z.string().optional(),
  CreateDate: instantText,
  UpdateDate: instantText.optional(),
  PolicyVersionList: z.array(
    z.looseObject({
      VersionId: z.string(),
      IsDefaultVersion: z.boolean(),
      Document: PolicyDocument,
      CreateDate: instantText.optional(),
    }),
  ),
});
export type ManagedPolicy = z.infer<typeof ManagedPolicy>;
/** Customer-managed policies and the AWS-managed ones in use; an AWS-managed ARN has `aws` in place of the account. */
export const policyKind = defineKind({
  id: "aws-iam.policy",
  version: 1,
  title: "IAM managed policy with its versions",
  schema: ManagedPolicy,
  key: (record) => record.Arn,
  sensitivity: "internal",
  personalData: false,
  population:
    "All customer-managed policies of the account and the AWS-managed ones in use, by GetAccountAuthorizationDetails; count of customer-managed ones by GetAccountSummary (Policies).",
});

/** One row of the credential report, columns under their own names, sentinels (`N/A`, `no_information`, `not_supported`) kept as sent. */
export const Credential = z.looseObject({
  user: z.string(),
  arn: z.string(),
  user_creation_time: z.string(),
  password_enabled: z.string(),
  password_last_used: z.string(),
  password_last_changed: z.string(),
  password_next_rotation: z.string(),
  mfa_active: z.string(),
  access_key_1_active: z.string(),
  access_key_1_last_rotated: z.string(),
  access_key_1_last_used_date: z.string(),
  access_key_1_last_used_region: z.string().optional(),
  access_key_1_last_used_service: z.string().optional(),
  access_key_2_active: z.string(),
  access_key_2_last_rotated: z.string(),
  access_key_2_last_used_date: z.string(),
  access_key_2_last_used_region: z.string().optional(),
  access_key_2_last_used_service: z.string().optional(),
  cert_1_active: z.string(),
  cert_1_last_rotated: z.string(),
  cert_2_active: z.string(),
  cert_2_last_rotated: z.string(),
});
export type Credential = z.infer<typeof Credential>;
/** Keyed by ARN; the root row has `user` = `<root_account>` and an ARN ending `:root`. */
export const credentialKind = defineKind({
  id: "aws-iam.credential",
  version: 1,
  title: "Credential report row: password, MFA, access keys, certificates of one user",
  schema: Credential,
  key: (record) => record.arn,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Every row of the credential report, root included; its instant is the report's GeneratedTime. Count by GetAccountSummary (Users + root).",
});

export const VirtualMfaDevice = z.looseObject({
  SerialNumber: z.string(),
  EnableDate: instantText.optional(),
  User: z.looseObject({ Arn: z.string(), UserName: z.string().optional() }).optional(),
});
export type VirtualMfaDevice = z.infer<typeof VirtualMfaDevice>;
export const virtualMfaKind = defineKind({
  id: "aws-iam.virtual-mfa-device",
  version: 1,
  title: "Virtual MFA device and whom it is assigned to",
  schema: VirtualMfaDevice,
  key: (record) => record.SerialNumber,
  sensitivity: "internal",
  personalData: true,
  population:
    "All virtual MFA devices by ListVirtualMFADevices (assigned and unassigned); count by GetAccountSummary (MFADevices).",
});

export const ServiceSpecificCredential = z.looseObject({
  ServiceSpecificCredentialId: z.string(),
  UserName: z.string(),
  ServiceName: z.string(),
  Status: z.string(),
  CreateDate: instantText,
  ExpirationDate: instantText.optional(),
});
export type ServiceSpecificCredential = z.infer<typeof ServiceSpecificCredential>;
export const serviceCredentialKind = defineKind({
  id: "aws-iam.service-specific-credential",
  version: 1,
  title: "Service-specific credential (CodeCommit, Keyspaces, Bedrock or CloudWatch API key)",
  schema: ServiceSpecificCredential,
  key: (record) => record.ServiceSpecificCredentialId,
  sensitivity: "internal",
  personalData: true,
  population: "All service-specific credentials of all users by ListServiceSpecificCredentials(AllUsers).",
});

export const SamlProvider = z.looseObject({
  Arn: z.string(),
  ValidUntil: instantText.optional(),
  CreateDate: instantText.optional(),
  AssertionEncryptionMode: z.string().optional(),
});
export type SamlProvider = z.infer<typeof SamlProvider>;
export const samlProviderKind = defineKind({
  id: "aws-iam.saml-provider",
  version: 1,
  title: "SAML identity provider",
  schema: SamlProvider,
  key: (record) => record.Arn,
  sensitivity: "internal",
  personalData: false,
  population:
    "All SAML providers by ListSAMLProviders; with OIDC providers the count is GetAccountSummary (Providers).",
});

export const OidcProvider = z.looseObject({
  Arn: z.string(),
  Url: z.string(),
  ClientIDList: z.array(z.string()),
  ThumbprintList: z.array(z.string()).optional(),
  CreateDate: instantText.optional(),
});
export type OidcProvider = z.infer<typeof OidcProvider>;
export const oidcProviderKind = defineKind({
  id: "aws-iam.oidc-provider",
  version: 1,
  title: "OpenID Connect identity provider",
  schema: OidcProvider,
  key: (record) => record.Arn,
  sensitivity: "internal",
  personalData: false,
  population:
    "All OIDC providers by ListOpenIDConnectProviders and GetOpenIDConnectProvider; with SAML providers the count is GetAccountSummary (Providers).",
});

export const ServerCertificate = z.looseObject({
  Arn: z.string(),
  ServerCertificateName: z.string(),
  UploadDate: instantText.optional(),
  Expiration: instantText.optional(),
});
export type ServerCertificate = z.infer<typeof ServerCertificate>;
export const serverCertificateKind = defineKind({
  id: "aws-iam.server-certificate",
  version: 1,
  title: "Server certificate kept in IAM",
  schema: ServerCertificate,
  key: (record) => record.Arn,
  sensitivity: "internal",
  personalData: false,
  population: "All server certificates by ListServerCertificates; count by GetAccountSummary (ServerCertificates).",
});

/** `Enabled: false` = FeatureDisabled: a fact. */
export const OutboundFederation = z.looseObject({
  AccountId: z.string(),
  Enabled: z.boolean(),
  IssuerIdentifier: z.string().optional(),
});
export type OutboundFederation = z.infer<typeof OutboundFederation>;
export const outboundFederationKind = defineKind({
  id: "aws-iam.outbound-federation",
  version: 1,
  title: "Outbound web identity federation",
  schema: OutboundFederation,
  key: (record) => record.AccountId,
  sensitivity: "internal",
  personalData: false,
  population: "The account's setting by GetOutboundWebIdentityFederationInfo.",
  singleton: true,
});

/** `Registered: false` = ResourceNotFound: no security contact, a fact. Name, e-mail and telephone are masked before sealing. */
export const SecurityContact = z.looseObject({
  AccountId: z.string(),
  Registered: z.boolean(),
  Title: z.string().optional(),
});
export type SecurityContact = z.infer<typeof SecurityContact>;
export const securityContactKind = defineKind({
  id: "aws-account.security-contact",
  version: 1,
  title: "Alternate contact for security",
  schema: SecurityContact,
  key: (record) => record.AccountId,
  sensitivity: "internal",
  personalData: true,
  redact: [
    { path: "Name", rule: "mask", why: "that a contact exists is the evidence, not who it is" },
    { path: "EmailAddress", rule: "mask", why: "personal data that no check needs" },
    { path: "PhoneNumber", rule: "mask", why: "personal data that no check needs" },
  ],
  population: "The account's SECURITY alternate contact by account:GetAlternateContact.",
  singleton: true,
});

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

export const Analyzer = z.looseObject({
  arn: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  region: z.string(),
});
export type Analyzer = z.infer<typeof Analyzer>;
/** Scope has a region; one capture a region of the account. */
export const analyzerKind = defineKind({
  id: "aws-access-analyzer.analyzer",
  version: 1,
  title: "IAM Access Analyzer",
  schema: Analyzer,
  key: (record) => record.arn,
  sensitivity: "internal",
  personalData: false,
  population: "Analyzers of the region by ListAnalyzers.",
});

export const AnalyzerFinding = z.looseObject({
  id: z.string(),
  analyzerArn: z.string(),
  status: z.string(),
  findingType: z.string().optional(),
  resource: z.string().optional(),
  resourceType: z.string(),
  createdAt: instantText.optional(),
  updatedAt: instantText.optional(),
  error: z.string().optional(),
});
export type AnalyzerFinding = z.infer<typeof AnalyzerFinding>;
export const analyzerFindingKind = defineKind({
  id: "aws-access-analyzer.finding",
  version: 1,
  title: "Open finding of an Access Analyzer",
  schema: AnalyzerFinding,
  key: (record) => `${record.analyzerArn}/${record.id}`,
  sensitivity: "confidential",
  personalData: false,
  population: "ACTIVE findings of every active analyzer of the region by ListFindingsV2.",
});

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

/** Per-entity evidence, collected only when asked for (`perEntity` in the configuration). */
export const SshPublicKey = z.looseObject({
  UserName: z.string(),
  SSHPublicKeyId: z.string(),
  Status: z.string(),
  UploadDate: instantText.optional(),
});
export type SshPublicKey = z.infer<typeof SshPublicKey>;
export const sshPublicKeyKind = defineKind({
  id: "aws-iam.ssh-public-key",
  version: 1,
  title: "SSH public key of a user (CodeCommit)",
  schema: SshPublicKey,
  key: (record) => `${record.UserName}/${record.SSHPublicKeyId}`,
  sensitivity: "internal",
  personalData: true,
  population: "SSH public keys by ListSSHPublicKeys, one call a user.",
});

export const MfaDevice = z.looseObject({
  UserName: z.string(),
  SerialNumber: z.string(),
  EnableDate: instantText.optional(),
});
export type MfaDevice = z.infer<typeof MfaDevice>;
export const mfaDeviceKind = defineKind({
  id: "aws-iam.mfa-device",
  version: 1,
  title: "MFA device of a user: virtual, hardware or FIDO",
  schema: MfaDevice,
  key: (record) => `${record.UserName}/${record.SerialNumber}`,
  sensitivity: "internal",
  personalData: true,
  population: "MFA devices by ListMFADevices, one call a user that has MFA.",
});

export const AccessKey = z.looseObject({
  UserName: z.string(),
  AccessKeyId: z.string(),
  Status: z.string(),
  CreateDate: instantText,
  LastUsedDate: instantText.optional(),
  LastUsedService: z.string().optional(),
  LastUsedRegion: z.string().optional(),
});
export type AccessKey = z.infer<typeof AccessKey>;
export const accessKeyKind = defineKind({
  id: "aws-iam.access-key",
  version: 1,
  title: "Access key of a user with its last use",
  schema: AccessKey,
  key: (record) => record.AccessKeyId,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Access keys by ListAccessKeys, one call a user that has a key, and GetAccessKeyLastUsed, one call a key.",
});

export const ServiceLastAccessed = z.looseObject({
  Arn: z.string(),
  JobCompletionDate: instantText.optional(),
  Services: z.array(z.looseObject({ ServiceNamespace: z.string(), LastAuthenticated: instantText.optional() })),
});
export type ServiceLastAccessed = z.infer<typeof ServiceLastAccessed>;
export const serviceLastAccessedKind = defineKind({
  id: "aws-iam.service-last-accessed",
  version: 1,
  title: "Services that a principal may use and last used",
  schema: ServiceLastAccessed,
  key: (record) => record.Arn,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Service last accessed details by GenerateServiceLastAccessedDetails and GetServiceLastAccessedDetails, two calls or more a principal.",
});

export const awsIamKinds = [
  accountSummaryKind,
  passwordPolicyKind,
  userKind,
  groupKind,
  roleKind,
  policyKind,
  credentialKind,
  virtualMfaKind,
  serviceCredentialKind,
  samlProviderKind,
  oidcProviderKind,
  serverCertificateKind,
  outboundFederationKind,
  securityContactKind,
  organizationKind,
  organizationRootKind,
  organizationAccountKind,
  organizationPolicyKind,
  delegatedAdministratorKind,
  trustedServiceKind,
  rootManagementKind,
  analyzerKind,
  analyzerFindingKind,
  identityCenterInstanceKind,
  permissionSetKind,
  assignmentKind,
  sshPublicKeyKind,
  mfaDeviceKind,
  accessKeyKind,
  serviceLastAccessedKind,
] as const;
