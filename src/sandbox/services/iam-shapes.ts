import type { Account, Group, InlinePolicy, ManagedPolicy, PolicyDocument, Role, User } from "../organisation/model.ts";
import type { Inventory } from "../organisation/inventory.ts";
import type { Fields, Value } from "../protocol/answer.ts";

/** Percent-encoded as IAM does it: everything outside RFC 3986's unreserved characters. */
export function encodedDocument(document: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(document)).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function arnOf(
  account: Account,
  type: "user" | "group" | "role" | "instance-profile",
  { path, name }: { readonly path: string; readonly name: string },
): string {
  return `arn:aws:iam::${account.id}:${type}${path}${name}`;
}

export function rootArn(account: Account): string {
  return `arn:aws:iam::${account.id}:root`;
}

export function providerArn(
  account: Account,
  type: "saml-provider" | "oidc-provider" | "server-certificate",
  name: string,
): string {
  return `arn:aws:iam::${account.id}:${type}/${name}`;
}

function policyName(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

function attached(arns: readonly string[]): Value {
  return arns.map((arn) => ({ PolicyName: policyName(arn), PolicyArn: arn }));
}

function inline(policies: readonly InlinePolicy[]): Value {
  return policies.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: encodedDocument(document) }));
}

function boundary(arn: string | undefined): Fields | undefined {
  return arn === undefined ? undefined : { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn };
}

function tags(list: User["tags"]): Value {
  return list.map(({ Key, Value }) => ({ Key, Value }));
}

export function userDetail(account: Account, user: User): Fields {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: arnOf(account, "user", user),
    CreateDate: user.created,
    // Of all the lists, IAM leaves out this one when it is empty.
    UserPolicyList: user.inline.length === 0 ? undefined : inline(user.inline),
    GroupList: user.groups,
    AttachedManagedPolicies: attached(user.attached),
    PermissionsBoundary: boundary(user.boundary),
    Tags: tags(user.tags),
  };
}

/** The short form of a user inside other answers. */
export function userSummary(account: Account, user: User): Fields {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: arnOf(account, "user", user),
    CreateDate: user.created,
    PasswordLastUsed: user.password?.lastUsed,
  };
}

export function groupDetail(account: Account, group: Group): Fields {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: arnOf(account, "group", group),
    CreateDate: group.created,
    GroupPolicyList: inline(group.inline),
    AttachedManagedPolicies: attached(group.attached),
  };
}

export function roleDetail(account: Account, role: Role): Fields {
  const trust = encodedDocument(role.trust);
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: arnOf(account, "role", role),
    CreateDate: role.created,
    AssumeRolePolicyDocument: trust,
    InstanceProfileList: role.instanceProfile === true ? [instanceProfile(account, role, trust)] : [],
    RolePolicyList: inline(role.inline),
    AttachedManagedPolicies: attached(role.attached),
    PermissionsBoundary: boundary(role.boundary),
    Tags: tags(role.tags),
    RoleLastUsed: role.lastUsed === undefined ? {} : { LastUsedDate: role.lastUsed.at, Region: role.lastUsed.region },
  };
}

/** A role as ListRoles gives it: with description and session length, without tags and last use. */
export function roleSummary(account: Account, role: Role): Fields {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: arnOf(account, "role", role),
    CreateDate: role.created,
    AssumeRolePolicyDocument: encodedDocument(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
  };
}

function instanceProfile(account: Account, role: Role, trust: string): Fields {
  return {
    Path: role.path,
    InstanceProfileName: role.name,
    InstanceProfileId: role.id.replace("AROA", "AIPA"),
    Arn: arnOf(account, "instance-profile", role),
    CreateDate: role.created,
    Roles: [
      {
        Path: role.path,
        RoleName: role.name,
        RoleId: role.id,
        Arn: arnOf(account, "role", role),
        CreateDate: role.created,
        AssumeRolePolicyDocument: trust,
      },
    ],
  };
}

export function policyDetail(policy: ManagedPolicy, counts: Inventory): Fields {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.versions.find(({ isDefault }) => isDefault)?.id,
    AttachmentCount: counts.attachments.get(policy.arn) ?? 0,
    PermissionsBoundaryUsageCount: counts.boundaries.get(policy.arn) ?? 0,
    IsAttachable: true,
    Description: policy.description,
    CreateDate: policy.created,
    UpdateDate: policy.updated,
    PolicyVersionList: policy.versions.map(({ id, isDefault, created, document }) => ({
      Document: encodedDocument(document),
      VersionId: id,
      IsDefaultVersion: isDefault,
      CreateDate: created,
    })),
  };
}
