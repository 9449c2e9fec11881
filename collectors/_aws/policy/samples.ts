import { EXAMPLE_AS_OF } from "#sdk";
import type {
  SampleAttached,
  SampleBoundary,
  SampleCredential,
  SampleDocument,
  SampleGroup,
  SampleInline,
  SamplePasswordPolicy,
  SamplePermissionSet,
  SamplePolicy,
  SampleRole,
  SampleSummary,
  SampleUser,
} from "./sample-shapes.ts";

/** Records of an invented account that the examples of checks start from. */
export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "444455556666";
export const STRANGER = "999999999999";

/** The instant so many days before the instant of examples. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(EXAMPLE_AS_OF) - days * 86_400_000).toISOString();
}

/** As {@link daysAgo}, written as the credential report writes instants. */
export function reportDaysAgo(days: number): string {
  return daysAgo(days).replace(".000Z", "+00:00");
}

type Statement = Readonly<Record<string, unknown>>;

export function document(...statements: readonly Statement[]): SampleDocument {
  return { Version: "2012-10-17", Statement: [...statements] };
}

export function allow(
  action: string | readonly string[],
  resource: string | readonly string[] = "*",
  rest: Statement = {},
): Statement {
  return { Effect: "Allow", Action: action, Resource: resource, ...rest };
}

export function deny(
  action: string | readonly string[],
  resource: string | readonly string[] = "*",
  rest: Statement = {},
): Statement {
  return { Effect: "Deny", Action: action, Resource: resource, ...rest };
}

export const MFA_PRESENT = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
export const MFA_ABSENT = { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } };

/** A trust statement. */
export function trusts(
  principal: unknown,
  condition?: Statement,
  action: string | readonly string[] = "sts:AssumeRole",
): Statement {
  return {
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

export function inline(name: string, policy: SampleDocument): SampleInline {
  return { PolicyName: name, PolicyDocument: policy };
}

export function attached(arn: string): SampleAttached {
  return { PolicyName: arn.slice(arn.lastIndexOf("/") + 1), PolicyArn: arn };
}

export function boundary(arn: string): SampleBoundary {
  return { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn };
}

export function userArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:user/${name}`;
}

export function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

export function policyArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:policy/${name}`;
}

export const ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";

export function summary(map: Readonly<Record<string, number>>): SampleSummary {
  return { AccountId: ACCOUNT, SummaryMap: { ...map } };
}

export function passwordPolicy(settings: Partial<SamplePasswordPolicy>): SamplePasswordPolicy {
  return { AccountId: ACCOUNT, Configured: true, ...settings };
}

/** No policy of one's own: the AWS default policy is in force. */
export const DEFAULT_PASSWORD_POLICY: SamplePasswordPolicy = { AccountId: ACCOUNT, Configured: false };

export function user(name: string, rest: Partial<SampleUser> = {}): SampleUser {
  return {
    Arn: userArn(name),
    UserName: name,
    UserId: `AIDAEXAMPLE${name.toUpperCase()}`,
    Path: "/",
    CreateDate: daysAgo(500),
    UserPolicyList: [],
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    ...rest,
  };
}

export function group(name: string, rest: Partial<SampleGroup> = {}): SampleGroup {
  return {
    Arn: `arn:aws:iam::${ACCOUNT}:group/${name}`,
    GroupName: name,
    GroupId: `AGPAEXAMPLE${name.toUpperCase()}`,
    Path: "/",
    CreateDate: daysAgo(500),
    GroupPolicyList: [],
    AttachedManagedPolicies: [],
    ...rest,
  };
}

export const EC2_TRUST: SampleDocument = document(trusts({ Service: "ec2.amazonaws.com" }));

export function role(name: string, rest: Partial<SampleRole> = {}): SampleRole {
  return {
    Arn: roleArn(name),
    RoleName: name,
    RoleId: `AROAEXAMPLE${name.toUpperCase()}`,
    Path: "/",
    CreateDate: daysAgo(500),
    AssumeRolePolicyDocument: EC2_TRUST,
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    ...rest,
  };
}

export function serviceLinkedRole(service: string): SampleRole {
  const name = "AWSServiceRoleForExample";
  const path = `/aws-service-role/${service}/`;
  return role(name, {
    Arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
    Path: path,
    AssumeRolePolicyDocument: document(trusts({ Service: service })),
  });
}

/** The role that IAM Identity Center keeps in an account for a permission set. */
export function identityCenterRole(permissionSet: string, rest: Partial<SampleRole> = {}): SampleRole {
  const name = `AWSReservedSSO_${permissionSet}_0123456789abcdef`;
  const path = "/aws-reserved/sso.amazonaws.com/";
  const provider = `arn:aws:iam::${ACCOUNT}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
  return role(name, {
    Arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
    Path: path,
    AssumeRolePolicyDocument: document(
      trusts({ Federated: provider }, undefined, ["sts:AssumeRoleWithSAML", "sts:TagSession"]),
    ),
    ...rest,
  });
}

/** A permission set of IAM Identity Center that grants nothing yet, provisioned in the account. */
export function permissionSet(rest: Partial<SamplePermissionSet> = {}): SamplePermissionSet {
  return {
    PermissionSetArn: "arn:aws:sso:::permissionSet/ssoins-example/ps-example",
    InstanceArn: "arn:aws:sso:::instance/ssoins-example",
    Name: "Ops",
    ManagedPolicies: [],
    CustomerManagedPolicies: [],
    ProvisionedAccounts: [ACCOUNT],
    ...rest,
  };
}

export function policy(name: string, policyDocument: SampleDocument, rest: Partial<SamplePolicy> = {}): SamplePolicy {
  return {
    Arn: policyArn(name),
    PolicyName: name,
    PolicyId: `ANPAEXAMPLE${name.toUpperCase()}`,
    Path: "/",
    DefaultVersionId: "v1",
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    CreateDate: daysAgo(500),
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: policyDocument }],
    ...rest,
  };
}

/** An AWS-managed policy in use in the account. */
export function awsPolicy(name: string, policyDocument: SampleDocument): SamplePolicy {
  return policy(name, policyDocument, { Arn: `arn:aws:iam::aws:policy/${name}` });
}

export const ADMINISTRATOR_POLICY: SamplePolicy = awsPolicy("AdministratorAccess", document(allow("*")));

/** A row of the credential report: a user without any credential unless told otherwise. */
export function credential(name: string, columns: Partial<SampleCredential> = {}): SampleCredential {
  return {
    user: name,
    arn: userArn(name),
    user_creation_time: reportDaysAgo(500),
    password_enabled: "false",
    password_last_used: "N/A",
    password_last_changed: "N/A",
    password_next_rotation: "N/A",
    mfa_active: "false",
    access_key_1_active: "false",
    access_key_1_last_rotated: "N/A",
    access_key_1_last_used_date: "N/A",
    access_key_1_last_used_region: "N/A",
    access_key_1_last_used_service: "N/A",
    access_key_2_active: "false",
    access_key_2_last_rotated: "N/A",
    access_key_2_last_used_date: "N/A",
    access_key_2_last_used_region: "N/A",
    access_key_2_last_used_service: "N/A",
    cert_1_active: "false",
    cert_1_last_rotated: "N/A",
    cert_2_active: "false",
    cert_2_last_rotated: "N/A",
    ...columns,
  };
}

/** Columns of a console password that was set and last used so many days ago; never used without the second number. */
export function password(setDaysAgo: number, usedDaysAgo?: number): Partial<SampleCredential> {
  return {
    password_enabled: "true",
    password_last_changed: reportDaysAgo(setDaysAgo),
    password_last_used: usedDaysAgo === undefined ? "no_information" : reportDaysAgo(usedDaysAgo),
  };
}

/** Columns of an active access key that was created and last used so many days ago; never used without the last number. */
export function key(slot: 1 | 2, createdDaysAgo: number, usedDaysAgo?: number): Partial<SampleCredential> {
  return {
    [`access_key_${slot}_active`]: "true",
    [`access_key_${slot}_last_rotated`]: reportDaysAgo(createdDaysAgo),
    [`access_key_${slot}_last_used_date`]: usedDaysAgo === undefined ? "N/A" : reportDaysAgo(usedDaysAgo),
  };
}

export function rootRow(columns: Partial<SampleCredential> = {}): SampleCredential {
  return credential("<root_account>", {
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    password_enabled: "not_supported",
    password_last_used: "no_information",
    password_last_changed: "not_supported",
    password_next_rotation: "not_supported",
    ...columns,
  });
}

/** The record without one member: what an older or denied API leaves out. */
export function omit<T extends object, K extends keyof T>(record: T, member: K): T {
  const { [member]: _, ...rest } = record;
  return rest as T;
}
