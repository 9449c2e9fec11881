import type { ConfigRegion } from "./config-model.ts";
import type { AwsOrganization, IdentityCenter } from "./organization-model.ts";
import type { PolicyDocument } from "./policy-model.ts";

export type { AwsOrganization, IdentityCenter, OrganizationPolicy, PermissionSet } from "./organization-model.ts";
export type { PolicyDocument, Statement } from "./policy-model.ts";

/**
 * Entities by index, so that ten thousand of them need no memory: `at` builds the entity anew on every call and MUST
 * give the same answer for the same index. `find` is by name, which AWS keeps unique in an account.
 */
export interface Population<T> {
  readonly count: number;
  at(index: number): T;
  find(name: string): T | undefined;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface InlinePolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

interface Entity {
  readonly name: string;
  readonly id: string;
  /** `/` or `/teams/yard/`. */
  readonly path: string;
  readonly created: Date;
  readonly inline: readonly InlinePolicy[];
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
}

export interface User extends Entity {
  readonly groups: readonly string[];
  readonly boundary?: string;
  readonly tags: readonly Tag[];
  /** Absent: no console password. `lastUsed` absent: never signed in. */
  readonly password?: { readonly lastChanged: Date; readonly lastUsed?: Date };
  readonly mfa: readonly MfaDevice[];
  readonly keys: readonly AccessKey[];
  readonly certificates: readonly SigningCertificate[];
  readonly sshKeys: readonly SshKey[];
  readonly serviceCredentials: readonly ServiceCredential[];
}

export interface MfaDevice {
  readonly kind: "virtual" | "hardware" | "fido";
  /** ARN of a virtual or FIDO device, serial number of a hardware token. */
  readonly serial: string;
  readonly enabled: Date;
}

export interface AccessKey {
  readonly id: string;
  readonly status: "Active" | "Inactive";
  readonly created: Date;
  readonly lastUsed?: { readonly at: Date; readonly service: string; readonly region: string };
}

export interface SigningCertificate {
  readonly id: string;
  readonly status: "Active" | "Inactive";
  readonly uploaded: Date;
}

export interface SshKey {
  readonly id: string;
  readonly status: "Active" | "Inactive";
  readonly uploaded: Date;
}

export interface ServiceCredential {
  readonly id: string;
  readonly service: string;
  readonly status: "Active" | "Inactive" | "Expired";
  readonly created: Date;
  readonly expires?: Date;
  /** Bedrock and CloudWatch API keys have an alias, the others a user name. */
  readonly alias?: string;
  readonly serviceUserName?: string;
}

export type Group = Entity;

export interface Role extends Entity {
  readonly trust: PolicyDocument;
  readonly boundary?: string;
  readonly tags: readonly Tag[];
  readonly description?: string;
  /** 3600 to 43200. */
  readonly maxSessionSeconds: number;
  readonly instanceProfile?: boolean;
  /** Absent: not used within the tracking period. */
  readonly lastUsed?: { readonly at: Date; readonly region: string };
}

export interface ManagedPolicy {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly description?: string;
  readonly created: Date;
  readonly updated: Date;
  /** Newest first; one of them is the default. */
  readonly versions: readonly {
    readonly id: string;
    readonly isDefault: boolean;
    readonly created: Date;
    readonly document: PolicyDocument;
  }[];
}

export interface Root {
  readonly created: Date;
  readonly mfa?: MfaDevice;
  readonly passwordPresent: boolean;
  readonly passwordLastUsed?: Date;
  readonly keys: readonly AccessKey[];
  readonly certificates: readonly SigningCertificate[];
}

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly symbols: boolean;
  readonly numbers: boolean;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly usersMayChange: boolean;
  /** Days; absent: passwords do not expire. */
  readonly maxAge?: number;
  readonly reusePrevention?: number;
  readonly hardExpiry?: boolean;
}

export interface SamlProvider {
  readonly name: string;
  readonly created: Date;
  readonly validUntil: Date;
  readonly encryption: "Required" | "Allowed";
  readonly privateKeys: readonly { readonly id: string; readonly added: Date }[];
}

export interface OidcProvider {
  /** Without scheme: `token.actions.githubusercontent.com`. */
  readonly url: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly created: Date;
}

export interface ServerCertificate {
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly uploaded: Date;
  readonly expires: Date;
}

export interface UnassignedDevice {
  readonly serial: string;
}

export interface Region {
  readonly name: string;
  readonly status: "ENABLED" | "ENABLED_BY_DEFAULT" | "DISABLED";
}

export interface Analyzer {
  readonly region: string;
  readonly name: string;
  readonly type: "ACCOUNT" | "ORGANIZATION" | "ACCOUNT_UNUSED_ACCESS" | "ORGANIZATION_UNUSED_ACCESS";
  readonly status: "ACTIVE" | "CREATING" | "DISABLED" | "FAILED";
  readonly created: Date;
  readonly lastAnalyzed?: { readonly at: Date; readonly resource: string };
  /** Days; only of the UNUSED_ACCESS types. */
  readonly unusedAfterDays?: number;
  readonly findings: readonly AnalyzerFinding[];
}

export interface AnalyzerFinding {
  readonly id: string;
  readonly status: "ACTIVE" | "ARCHIVED" | "RESOLVED";
  readonly type:
    | "ExternalAccess"
    | "UnusedIAMRole"
    | "UnusedIAMUserAccessKey"
    | "UnusedIAMUserPassword"
    | "UnusedPermission";
  readonly resource: string;
  readonly resourceType: string;
  readonly created: Date;
  readonly updated: Date;
  readonly error?: string;
}

/** A service that principals of the account may use, and when one last did; absent `usedDays`: not within the tracking period. */
export interface ServiceUse {
  readonly namespace: string;
  readonly name: string;
  readonly usedDays?: number;
}

/** An operation that the platform refuses to this account's callers, as an SCP or a missing grant would. */
export interface Refusal {
  /** `account:GetAlternateContact`. */
  readonly operation: string;
  readonly region?: string;
}

/** How the credential report stands when the sandbox starts. */
export type ReportState = "absent" | "fresh" | "expired";

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly alias?: string;
  readonly state: "ACTIVE" | "SUSPENDED" | "CLOSED";
  readonly joined: { readonly at: Date; readonly method: "INVITED" | "CREATED" };
  readonly root: Root;
  readonly passwordPolicy?: PasswordPolicy;
  readonly users: Population<User>;
  readonly groups: Population<Group>;
  readonly roles: Population<Role>;
  /** Customer-managed only; AWS-managed ones follow from what is attached. */
  readonly policies: Population<ManagedPolicy>;
  readonly unassignedDevices: readonly UnassignedDevice[];
  readonly samlProviders: readonly SamlProvider[];
  readonly oidcProviders: readonly OidcProvider[];
  readonly serverCertificates: readonly ServerCertificate[];
  /** Issuer of outbound web identity federation; absent: the feature is off. */
  readonly outboundIssuer?: string;
  readonly securityContact?: {
    readonly name: string;
    readonly title: string;
    readonly email: string;
    readonly phone: string;
  };
  readonly regions: readonly Region[];
  readonly analyzers: readonly Analyzer[];
  /** What a service-last-accessed job says, of every principal alike. */
  readonly lastAccessed: readonly ServiceUse[];
  readonly refusals: readonly Refusal[];
  readonly report: ReportState;
  /** AWS Config, region by region; a region that is not in it has Config off, as have all when absent. */
  readonly config?: readonly ConfigRegion[];
}

/** Who may call: sandbox credentials of an account, and the role that a central account assumes there. */
export interface ReaderRole {
  /** Name of a role that exists in every account. */
  readonly name: string;
  readonly externalId: string;
}

/** The invented company, whole. `accounts[0]` is where the first credentials belong. */
export interface Organisation {
  readonly name: string;
  readonly accounts: readonly Account[];
  readonly reader: ReaderRole;
  /** Absent: the accounts are in no organization. */
  readonly organization?: AwsOrganization;
  readonly identityCenter?: IdentityCenter;
}

/** Totals an account; named entities of a preset come first and generated ones fill up. */
export interface Size {
  readonly users?: number;
  readonly groups?: number;
  readonly roles?: number;
  readonly policies?: number;
  /** Reachable accounts of the organisation. */
  readonly accounts?: number;
  /** Configuration items of each account, spread over its regions. */
  readonly configItems?: number;
}

/** What every preset is built from: the instant that ages are counted from, and the seed of generated parts. */
export interface PresetOptions {
  readonly asOf: Date;
  readonly seed: number;
  readonly size?: Size;
}
