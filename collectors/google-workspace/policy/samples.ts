import {
  NEVER,
  type ActivitySummary,
  type ChromeDevice,
  type Customer,
  type DomainDns,
  type EffectiveSetting,
  type EffectiveSettings,
  type Group,
  type GroupMember,
  type MobileDevice,
  type OrgUnit,
  type Role,
  type RoleAssignment,
  type SsoAssignment,
  type User,
  type UserUsage,
} from "../evidence.ts";

/** Records of an invented tenant, for the examples of checks. Times are relative to {@link SAMPLE_NOW}. */
export const SAMPLE_NOW = "2026-11-22T12:00:00.000Z";
export const CUSTOMER_ID = "C00example";
export const OUTSIDE = "guest@partner.example.net";

/** The instant so many days before {@link SAMPLE_NOW}. */
export function ago(days: number): string {
  return new Date(Date.parse(SAMPLE_NOW) - days * 86_400_000).toISOString();
}

export function customer(): Customer {
  return { id: CUSTOMER_ID, customerDomain: "example.com" };
}

type Values = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function settingsOf(values: Values, rest: Partial<EffectiveSetting> = {}): Record<string, EffectiveSetting> {
  const entries = Object.entries(values).map(([type, value]) => [
    type,
    { value, origin: "set", policies: [`policies/${type}`], ...rest } satisfies EffectiveSetting,
  ]);
  return Object.fromEntries(entries) as Record<string, EffectiveSetting>;
}

/** An org unit with these settings, by type: `unit({ "gmail.pop_access": { enablePopAccess: false } })`. */
export function unit(values: Values, rest: Partial<EffectiveSettings> = {}): EffectiveSettings {
  return {
    target: "orgUnits/03sales",
    targetType: "org-unit",
    orgUnitPath: "/Sales",
    activeUsers: 12,
    settings: settingsOf(values),
    ...rest,
  };
}

/** A unit whose settings are Google's documented defaults. */
export function unitByDefault(values: Values): EffectiveSettings {
  return { ...unit({}), settings: settingsOf(values, { origin: "default", policies: [] }) };
}

/** A unit whose settings hold for one licence only; `otherwise` is what everybody else has. */
export function unitForLicence(values: Values, otherwise?: Readonly<Record<string, unknown>>): EffectiveSettings {
  return {
    ...unit({}),
    settings: settingsOf(values, { licences: ["1010020020"], ...(otherwise === undefined ? {} : { otherwise }) }),
  };
}

/** A group with overrides. */
export function overrides(values: Values): EffectiveSettings {
  return {
    target: "groups/02board",
    targetType: "group",
    orgUnitPath: "/",
    groupEmail: "board@example.com",
    settings: settingsOf(values),
  };
}

/** What WORKSPACE_ALL_ADMIN_GROUP overrides: all administrators (GWS-10). */
export function allAdministrators(values: Values): EffectiveSettings {
  return {
    target: "WORKSPACE_ALL_ADMIN_GROUP",
    targetType: "admins",
    orgUnitPath: "/",
    settings: settingsOf(values),
  };
}

export function user(name: string, rest: Partial<User> = {}): User {
  return {
    id: `user-${name}`,
    primaryEmail: `${name}@example.com`,
    isAdmin: false,
    isDelegatedAdmin: false,
    isEnrolledIn2Sv: true,
    isEnforcedIn2Sv: true,
    suspended: false,
    archived: false,
    agreedToTerms: true,
    changePasswordAtNextLogin: false,
    isMailboxSetup: true,
    lastLoginTime: ago(1),
    creationTime: ago(400),
    orgUnitPath: "/Sales",
    ...rest,
  };
}

export const NEVER_SIGNED_IN = { lastLoginTime: NEVER, agreedToTerms: false } as const;
export const SUSPENDED = { suspended: true, suspensionReason: "ADMIN", suspensionTime: ago(100) } as const;

/** The user without the named properties: as if Google had not stated them. */
export function omit<R extends object, K extends keyof R>(record: R, ...names: readonly K[]): R {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name as K))) as R;
}

export const ROOT: OrgUnit = { orgUnitId: "id:03root", orgUnitPath: "/", name: "example.com" };
export const SALES: OrgUnit = {
  orgUnitId: "id:03sales",
  orgUnitPath: "/Sales",
  parentOrgUnitId: "id:03root",
  parentOrgUnitPath: "/",
};

/** Third-party single sign-on for an org unit (`03root`) or, with `group`, a group. */
export function singleSignOn(target: { unit: string } | { group: string }, ssoMode = "SAML_SSO"): SsoAssignment {
  return "unit" in target
    ? { name: `inboundSsoAssignments/${target.unit}`, ssoMode, targetOrgUnit: `orgUnits/${target.unit}` }
    : { name: `inboundSsoAssignments/${target.group}`, ssoMode, targetGroup: `groups/${target.group}`, rank: 1 };
}

export const SUPER_ADMIN_ROLE: Role = {
  roleId: "1",
  roleName: "_SEED_ADMIN_ROLE",
  isSystemRole: true,
  isSuperAdminRole: true,
};

export function customRole(name: string, privileges: readonly string[], rest: Partial<Role> = {}): Role {
  return {
    roleId: `role-${name}`,
    roleName: name,
    isSystemRole: false,
    isSuperAdminRole: false,
    rolePrivileges: privileges.map((privilegeName) => ({ privilegeName, serviceId: "00haapch16h1ysv" })),
    ...rest,
  };
}

export function roleAssignment(roleId: string, assignedTo: string, rest: Partial<RoleAssignment> = {}): RoleAssignment {
  return {
    roleAssignmentId: `${roleId}-${assignedTo}`,
    roleId,
    assignedTo,
    assigneeType: "user",
    scopeType: "CUSTOMER",
    ...rest,
  };
}

export function group(name: string, rest: Partial<Group> = {}): Group {
  return { id: `group-${name}`, email: `${name}@example.com`, name, adminCreated: true, ...rest };
}

export function member(groupName: string, name: string, rest: Partial<GroupMember> = {}): GroupMember {
  return {
    groupId: `group-${groupName}`,
    groupEmail: `${groupName}@example.com`,
    id: `user-${name}`,
    email: `${name}@example.com`,
    role: "MEMBER",
    type: "USER",
    status: "ACTIVE",
    external: false,
    ...rest,
  };
}

export function usage(name: string, parameters: UserUsage["parameters"]): UserUsage {
  return { profileId: `user-${name}`, userEmail: `${name}@example.com`, date: "2026-11-19", parameters };
}

type Answer = DomainDns["spf"];

function answer(name: string, type: string, values: readonly string[] | "absent" | "failed"): Answer {
  return typeof values === "string"
    ? { name, type, state: values, values: [] }
    : { name, type, state: "answered", values: [...values] };
}

interface MailRecords {
  readonly mx?: readonly string[] | "absent" | "failed";
  readonly spf?: readonly string[] | "absent" | "failed";
  readonly dmarc?: readonly string[] | "absent" | "failed";
  readonly dmarcOfParent?: readonly string[] | "absent" | "failed";
  readonly dkim?: Readonly<Record<string, readonly string[] | "absent" | "failed">>;
  readonly mtaSts?: readonly string[] | "absent" | "failed";
  readonly tlsRpt?: readonly string[] | "absent" | "failed";
}

/** What DNS answered for `example.com`; a record left out does not exist, and mail goes to Google. */
export function mailRecords(records: MailRecords = {}): DomainDns {
  const domain = "example.com";
  const { dmarcOfParent } = records;
  return {
    domainName: domain,
    isPrimary: true,
    verified: true,
    mx: answer(domain, "MX", records.mx ?? ["1 smtp.google.com."]),
    spf: answer(domain, "TXT", records.spf ?? []),
    dmarc: answer(`_dmarc.${domain}`, "TXT", records.dmarc ?? "absent"),
    ...(dmarcOfParent === undefined ? {} : { dmarcOfParent: answer("_dmarc.example.com", "TXT", dmarcOfParent) }),
    dkim: Object.entries(records.dkim ?? { google: "absent", selector1: "absent", selector2: "absent" }).map(
      ([selector, values]) => ({ selector, answer: answer(`${selector}._domainkey.${domain}`, "TXT", values) }),
    ),
    mtaSts: answer(`_mta-sts.${domain}`, "TXT", records.mtaSts ?? "absent"),
    tlsRpt: answer(`_smtp._tls.${domain}`, "TXT", records.tlsRpt ?? "absent"),
  };
}

export function mobileDevice(rest: Partial<MobileDevice> = {}): MobileDevice {
  return {
    resourceId: "device-1",
    email: ["ana@example.com"],
    model: "Pixel 9",
    os: "Android 16",
    type: "ANDROID",
    status: "APPROVED",
    deviceCompromisedStatus: "No compromise detected",
    devicePasswordStatus: "On",
    encryptionStatus: "Encrypted",
    lastSync: ago(1),
    ...rest,
  };
}

export function chromeDevice(rest: Partial<ChromeDevice> = {}): ChromeDevice {
  return { deviceId: "chrome-1", status: "ACTIVE", orgUnitPath: "/", bootMode: "Verified", lastSync: ago(1), ...rest };
}

export function activity(application: string, event: string, rest: Partial<ActivitySummary> = {}): ActivitySummary {
  return {
    application,
    event,
    count: 12,
    actors: 3,
    firstAt: ago(20),
    lastAt: ago(1),
    windowStart: ago(30),
    windowEnd: ago(0),
    ...rest,
  };
}
