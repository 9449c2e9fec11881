import type { admin_directory_v1 as directory, admin_reports_v1 as reports } from "@googleapis/admin";
import type { cloudidentity_v1 as identity } from "@googleapis/cloudidentity";

/*
 * A tenant in the very shapes that Google's published API descriptions give its answers, so that the compiler holds the
 * stand-in to them. Large populations are made on demand.
 */

export type Customer = directory.Schema$Customer;
export type Domain = directory.Schema$Domains;
export type DomainAlias = directory.Schema$DomainAlias;
export type OrgUnit = directory.Schema$OrgUnit;
export type GoogleUser = directory.Schema$User & { id: string; primaryEmail: string; orgUnitPath: string };
export type Role = directory.Schema$Role;
export type RoleAssignment = directory.Schema$RoleAssignment;
export type GoogleGroup = directory.Schema$Group & { id: string; email: string };
export type Member = directory.Schema$Member;
export type Token = directory.Schema$Token;
export type MobileDevice = directory.Schema$MobileDevice;
export type ChromeDevice = directory.Schema$ChromeOsDevice;
export type Activity = reports.Schema$Activity;
export type UsageParameters = NonNullable<reports.Schema$UsageReport["parameters"]>;
export type SettingPolicy = identity.Schema$Policy;
export type SsoProfile = identity.Schema$InboundSamlSsoProfile;
export type SsoAssignment = identity.Schema$InboundSsoAssignment;

export type ActivityApplication = "login" | "admin" | "token";

/** Entities by index: `at` MUST give the same answer for the same index. */
export interface Indexed<T> {
  readonly count: number;
  at(index: number): T;
}

/** Presentation text of records: MX as `10 smtp.google.com.`. A name that is not in the zone does not exist. */
export type Zone = Readonly<Record<string, { readonly TXT?: readonly string[]; readonly MX?: readonly string[] }>>;

export interface GoogleTenant {
  readonly customer: Customer & { id: string; customerDomain: string };
  readonly domains: readonly Domain[];
  readonly domainAliases: readonly DomainAlias[];
  readonly orgUnits: readonly OrgUnit[];
  readonly users: Indexed<GoogleUser>;
  readonly deletedUsers: readonly GoogleUser[];
  readonly roles: readonly Role[];
  readonly roleAssignments: readonly RoleAssignment[];
  readonly groups: readonly GoogleGroup[];
  readonly members: (groupId: string) => readonly Member[];
  readonly tokens: (userId: string) => readonly Token[];
  readonly mobileDevices: readonly MobileDevice[];
  readonly chromeDevices: readonly ChromeDevice[];
  readonly activities: Readonly<Record<ActivityApplication, readonly Activity[]>>;
  readonly policies: readonly SettingPolicy[];
  readonly ssoProfiles: readonly SsoProfile[];
  readonly ssoAssignments: readonly SsoAssignment[];
  readonly customerUsage: UsageParameters;
  readonly userUsage: (user: GoogleUser) => UsageParameters;
  /** How many days reports are behind. */
  readonly reportLagDays: number;
  readonly zone: Zone;
  /** Administrator whom the service account may act as. */
  readonly subject: string;
  /** Scopes that domain-wide delegation grants; all of them when left out. */
  readonly delegated?: readonly string[];
}

/** Totals; what a preset has beyond them stays. */
export interface TenantSize {
  readonly users?: number;
  readonly groups?: number;
  /** Sign-in events in the last week. */
  readonly logins?: number;
  readonly mobileDevices?: number;
  readonly chromeDevices?: number;
}

export interface TenantOptions {
  readonly asOf: Date;
  readonly seed?: number;
  readonly size?: TenantSize;
}
