import { GAP_REASONS } from "#core";
import { defineKind, type AnyKind } from "#sdk";
import * as z from "zod";

/** Instants as Google writes them: RFC 3339, with or without fractions. */
const instantText = z.iso.datetime({ offset: true });
const text = z.string();
const flag = z.boolean().optional();

/** `lastLoginTime` of a user who never signed in. */
export const NEVER = "1970-01-01T00:00:00.000Z";
/** The policy group that stands for all administrators instead of a group id (GWS-10). */
export const ALL_ADMINS = "WORKSPACE_ALL_ADMIN_GROUP";

export const Customer = z.looseObject({
  /** `C03az79cb`: the account of the scope. */
  id: text,
  customerDomain: text,
  customerCreationTime: instantText.optional(),
  language: text.optional(),
});
export type Customer = z.infer<typeof Customer>;
export const customerKind = defineKind({
  id: "google-workspace.customer",
  version: 1,
  title: "Google Workspace tenant",
  schema: Customer,
  key: (record) => record.id,
  sensitivity: "internal",
  personalData: false,
  redact: [
    { path: "alternateEmail", rule: "mask", why: "that an address outside the tenant exists is the evidence" },
    { path: "phoneNumber", rule: "remove", why: "personal data that no check needs" },
    { path: "postalAddress", rule: "remove", why: "personal data that no check needs" },
  ],
  population: "The tenant itself by customers.get.",
  singleton: true,
});

/** `creationTime` is Unix time in milliseconds, as Google sends it. */
export const Domain = z.looseObject({
  domainName: text,
  isPrimary: flag,
  verified: flag,
  creationTime: text.optional(),
  /** The domain that this one is an alias of. */
  parentDomainName: text.optional(),
  alias: z.boolean(),
});
export type Domain = z.infer<typeof Domain>;
export const domainKind = defineKind({
  id: "google-workspace.domain",
  version: 1,
  title: "Domain or domain alias of the tenant",
  schema: Domain,
  key: (record) => record.domainName,
  sensitivity: "internal",
  personalData: false,
  population: "All domains by domains.list and all domain aliases by domainAliases.list.",
});

/**
 * What DNS answered for one name. `state`: `answered` (records, perhaps none), `absent` (the name does not exist),
 * `failed` (no answer: says nothing).
 */
export const DnsAnswer = z.looseObject({
  name: text,
  type: text,
  state: z.enum(["answered", "absent", "failed"]),
  values: z.array(text),
  /** Why there was no answer. */
  reason: z.enum(GAP_REASONS).optional(),
  detail: text.optional(),
  /** Validated by DNSSEC, as the resolver states it. */
  authenticated: flag,
});
export type DnsAnswer = z.infer<typeof DnsAnswer>;
export const DomainDns = z.looseObject({
  domainName: text,
  isPrimary: flag,
  verified: flag,
  mx: DnsAnswer,
  /** TXT records of the domain that begin with `v=spf1`. More than one is an error of the domain (RFC 7208 §4.5). */
  spf: DnsAnswer,
  dmarc: DnsAnswer,
  /** DMARC of the organizational domain when the domain has none of its own; absent when not asked. */
  dmarcOfParent: DnsAnswer.optional(),
  /**
   * One entry for every selector asked. DKIM cannot be enumerated: when no selector answers, another one may exist,
   * and a check says `undetermined` (GWS-12).
   */
  dkim: z.array(z.looseObject({ selector: text, answer: DnsAnswer })),
  mtaSts: DnsAnswer,
  tlsRpt: DnsAnswer,
});
export type DomainDns = z.infer<typeof DomainDns>;
export const domainDnsKind = defineKind({
  id: "google-workspace.domain-dns",
  version: 1,
  title: "Mail records of a domain in DNS: MX, SPF, DKIM, DMARC, MTA-STS, TLS-RPT",
  schema: DomainDns,
  key: (record) => record.domainName,
  sensitivity: "public",
  personalData: false,
  population:
    "Every domain and domain alias of the tenant, and those that the configuration adds, by DNS over HTTPS; DKIM for the selectors google, selector1, selector2 and configured ones.",
});

/** The root has path `/` and no parent. Ids are `id:03…`; policies write them `orgUnits/03…`. */
export const OrgUnit = z.looseObject({
  orgUnitId: text,
  orgUnitPath: text,
  name: text.optional(),
  parentOrgUnitId: text.optional(),
  parentOrgUnitPath: text.optional(),
});
export type OrgUnit = z.infer<typeof OrgUnit>;
export const orgUnitKind = defineKind({
  id: "google-workspace.org-unit",
  version: 1,
  title: "Organizational unit",
  schema: OrgUnit,
  key: (record) => record.orgUnitId,
  sensitivity: "internal",
  personalData: false,
  population: "All organizational units, the root included, by orgunits.list(type=allIncludingParent).",
});

/**
 * A directory user. `isAdmin` = super administrator, `isDelegatedAdmin` = another admin role. `lastLoginTime`
 * {@link NEVER} = never. `recoveryEmail` and `recoveryPhone` are `[redacted]` when set and absent when not. 2-step
 * verification says nothing about people who sign in through a third-party identity provider.
 */
export const User = z.looseObject({
  id: text,
  primaryEmail: text,
  isAdmin: flag,
  isDelegatedAdmin: flag,
  isEnrolledIn2Sv: flag,
  isEnforcedIn2Sv: flag,
  suspended: flag,
  suspensionReason: text.optional(),
  suspensionTime: text.optional(),
  archived: flag,
  archivalTime: text.optional(),
  isGuestUser: flag,
  agreedToTerms: flag,
  changePasswordAtNextLogin: flag,
  ipWhitelisted: flag,
  isMailboxSetup: flag,
  includeInGlobalAddressList: flag,
  lastLoginTime: instantText.optional(),
  creationTime: instantText.optional(),
  orgUnitPath: text.optional(),
  aliases: z.array(text).optional(),
  nonEditableAliases: z.array(text).optional(),
  recoveryEmail: text.optional(),
  recoveryPhone: text.optional(),
});
export type User = z.infer<typeof User>;
const recoveryRedaction = [
  { path: "recoveryEmail", rule: "mask", why: "that a recovery address exists is the evidence, not which" },
  { path: "recoveryPhone", rule: "mask", why: "that a recovery number exists is the evidence, not which" },
] as const;
export const userKind = defineKind({
  id: "google-workspace.user",
  version: 1,
  title: "Directory user with 2-step verification, administration, suspension and last sign-in",
  schema: User,
  key: (record) => record.id,
  sensitivity: "confidential",
  personalData: true,
  redact: recoveryRedaction,
  population: "All users of the tenant, suspended and archived ones included, by users.list(customer=my_customer).",
});

/** A user deleted in the last days (Google keeps about twenty). */
export const DeletedUser = z.looseObject({
  id: text,
  primaryEmail: text,
  deletionTime: instantText.optional(),
  isAdmin: flag,
});
export type DeletedUser = z.infer<typeof DeletedUser>;
export const deletedUserKind = defineKind({
  id: "google-workspace.deleted-user",
  version: 1,
  title: "Directory user deleted in the last days",
  schema: DeletedUser,
  key: (record) => record.id,
  sensitivity: "confidential",
  personalData: true,
  redact: recoveryRedaction,
  population: "Users that Google still lists as deleted (about twenty days), by users.list(showDeleted=true).",
});

export const Role = z.looseObject({
  roleId: text,
  roleName: text,
  roleDescription: text.optional(),
  isSystemRole: flag,
  isSuperAdminRole: flag,
  rolePrivileges: z.array(z.looseObject({ privilegeName: text, serviceId: text.optional() })).optional(),
});
export type Role = z.infer<typeof Role>;
export const roleKind = defineKind({
  id: "google-workspace.role",
  version: 1,
  title: "Administrator role with its privileges",
  schema: Role,
  key: (record) => record.roleId,
  sensitivity: "internal",
  personalData: false,
  population: "All administrator roles, Google's own and custom ones, by roles.list.",
});

/** `assigneeType` is compared without regard to case: USER, GROUP, or absent for service accounts. */
export const RoleAssignment = z.looseObject({
  roleAssignmentId: text,
  roleId: text,
  /** Id of a user, group or service account. */
  assignedTo: text,
  assigneeType: text.optional(),
  /** CUSTOMER, or ORG_UNIT with `orgUnitId`. */
  scopeType: text.optional(),
  orgUnitId: text.optional(),
  condition: text.optional(),
});
export type RoleAssignment = z.infer<typeof RoleAssignment>;
export const roleAssignmentKind = defineKind({
  id: "google-workspace.role-assignment",
  version: 1,
  title: "Assignment of an administrator role to a user, group or service account",
  schema: RoleAssignment,
  key: (record) => record.roleAssignmentId,
  sensitivity: "internal",
  personalData: true,
  population: "All role assignments by roleAssignments.list.",
});

/** `directMembersCount` is a number in text, as Google sends it. */
export const Group = z.looseObject({
  id: text,
  email: text,
  name: text.optional(),
  description: text.optional(),
  adminCreated: flag,
  directMembersCount: text.optional(),
  aliases: z.array(text).optional(),
});
export type Group = z.infer<typeof Group>;
export const groupKind = defineKind({
  id: "google-workspace.group",
  version: 1,
  title: "Group",
  schema: Group,
  key: (record) => record.id,
  sensitivity: "internal",
  personalData: false,
  population: "All groups of the tenant by groups.list(customer=my_customer).",
});

/**
 * A direct member. `external`: whether its address is outside the tenant's domains and aliases; absent when the
 * domains are not wholly known or the member has no address. `type` CUSTOMER = everybody of the tenant.
 */
export const GroupMember = z.looseObject({
  groupId: text,
  groupEmail: text,
  id: text,
  email: text.optional(),
  role: text.optional(),
  type: text.optional(),
  status: text.optional(),
  external: flag,
});
export type GroupMember = z.infer<typeof GroupMember>;
export const groupMemberKind = defineKind({
  id: "google-workspace.group-member",
  version: 1,
  title: "Direct member of a group, external ones flagged",
  schema: GroupMember,
  key: (record) => `${record.groupId}/${record.id}`,
  sensitivity: "internal",
  personalData: true,
  population: "Direct members of every group by members.list; count by groups.list (directMembersCount).",
});

/** A grant of a user to an application (OAuth). On demand: reading it needs a scope that may also write. */
export const Token = z.looseObject({
  userId: text,
  userEmail: text,
  clientId: text,
  displayText: text.optional(),
  scopes: z.array(text).optional(),
  anonymous: flag,
  nativeApp: flag,
});
export type Token = z.infer<typeof Token>;
export const tokenKind = defineKind({
  id: "google-workspace.token",
  version: 1,
  title: "Access that a user granted to a third-party application",
  schema: Token,
  key: (record) => `${record.userId}/${record.clientId}`,
  sensitivity: "confidential",
  personalData: true,
  population: "Grants of every user that is not suspended, by tokens.list; only when the configuration asks for it.",
});

export const MobileDevice = z.looseObject({
  resourceId: text,
  email: z.array(text).optional(),
  model: text.optional(),
  os: text.optional(),
  type: text.optional(),
  /** APPROVED, BLOCKED, PENDING, WIPED … */
  status: text.optional(),
  /** "No compromise detected", "Compromised" …, as Google words it. */
  deviceCompromisedStatus: text.optional(),
  /** "On", "Off" … */
  devicePasswordStatus: text.optional(),
  encryptionStatus: text.optional(),
  /** Unix time in milliseconds, as Google sends it. */
  securityPatchLevel: text.optional(),
  managedAccountIsOnOwnerProfile: flag,
  supportsWorkProfile: flag,
  unknownSourcesStatus: flag,
  adbStatus: flag,
  developerOptionsStatus: flag,
  firstSync: text.optional(),
  lastSync: text.optional(),
});
export type MobileDevice = z.infer<typeof MobileDevice>;
export const mobileDeviceKind = defineKind({
  id: "google-workspace.mobile-device",
  version: 1,
  title: "Mobile device that synchronises with the tenant",
  schema: MobileDevice,
  key: (record) => record.resourceId,
  sensitivity: "internal",
  personalData: true,
  population: "All mobile devices by mobiledevices.list; serial numbers, IMEI and telephone numbers are not asked for.",
});

export const ChromeDevice = z.looseObject({
  deviceId: text,
  /** ACTIVE, DEPROVISIONED, DISABLED … */
  status: text.optional(),
  model: text.optional(),
  osVersion: text.optional(),
  platformVersion: text.optional(),
  bootMode: text.optional(),
  annotatedUser: text.optional(),
  annotatedAssetId: text.optional(),
  orgUnitPath: text.optional(),
  orgUnitId: text.optional(),
  lastSync: text.optional(),
  lastEnrollmentTime: text.optional(),
  /** End of automatic updates, Unix time in milliseconds. */
  autoUpdateExpiration: text.optional(),
  autoUpdateThrough: text.optional(),
  osVersionCompliance: text.optional(),
});
export type ChromeDevice = z.infer<typeof ChromeDevice>;
export const chromeDeviceKind = defineKind({
  id: "google-workspace.chrome-device",
  version: 1,
  title: "ChromeOS device",
  schema: ChromeDevice,
  key: (record) => record.deviceId,
  sensitivity: "internal",
  personalData: true,
  population: "All enrolled ChromeOS devices by chromeosdevices.list; serial numbers and addresses are not asked for.",
});

/**
 * Events of one application and name in a window. An event that is absent says nothing about what happened before
 * `windowStart`. Applications: `login`, `admin`, `token` (of `token` only `authorize`).
 */
export const ActivitySummary = z.looseObject({
  application: text,
  event: text,
  count: z.number(),
  /** Distinct actors. */
  actors: z.number(),
  firstAt: instantText,
  lastAt: instantText,
  windowStart: instantText,
  windowEnd: instantText,
});
export type ActivitySummary = z.infer<typeof ActivitySummary>;
export const activitySummaryKind = defineKind({
  id: "google-workspace.activity-summary",
  version: 1,
  title: "Sign-in, administration and grant events of a window, counted by name",
  schema: ActivitySummary,
  key: (record) => `${record.application}/${record.event}`,
  sensitivity: "internal",
  personalData: false,
  population: "Events of activities.list in the configured windows, counted by application and event name.",
});

/** One event that an administrator (or Google) caused: the population of changes for sampling. */
export const AdminEvent = z.looseObject({
  /** `time/uniqueQualifier/n`. */
  eventId: text,
  time: instantText,
  actor: text.optional(),
  /** The event's category: `APPLICATION_SETTINGS`, `DELEGATED_ADMIN_SETTINGS` … */
  type: text.optional(),
  name: text,
  parameters: z.record(text, z.unknown()),
  ipAddress: text.optional(),
});
export type AdminEvent = z.infer<typeof AdminEvent>;
export const adminEventKind = defineKind({
  id: "google-workspace.admin-event",
  version: 1,
  title: "Change made in the Admin console or by an Admin API",
  schema: AdminEvent,
  key: (record) => record.eventId,
  sensitivity: "confidential",
  personalData: true,
  redact: [{ path: "ipAddress", rule: "mask", why: "personal data that no check needs" }],
  population: "Admin audit events of the configured window by activities.list(applicationName=admin).",
});

/** Applications that people granted access to in the window, from `authorize` events: needs no write-capable scope. */
export const AuthorizedApp = z.looseObject({
  clientId: text,
  appName: text.optional(),
  clientType: text.optional(),
  scopes: z.array(text),
  users: z.number(),
  grants: z.number(),
  lastAt: instantText,
  windowStart: instantText,
  windowEnd: instantText,
});
export type AuthorizedApp = z.infer<typeof AuthorizedApp>;
export const authorizedAppKind = defineKind({
  id: "google-workspace.authorized-app",
  version: 1,
  title: "Third-party application that users granted access to",
  schema: AuthorizedApp,
  key: (record) => record.clientId,
  sensitivity: "internal",
  personalData: false,
  population: "Applications in authorize events of the configured window, by activities.list(applicationName=token).",
});

/**
 * Usage of the tenant on one Pacific date. `parameters`: numbers and flags by name (`accounts:num_users_2sv_enrolled`).
 * A parameter that is missing is not zero. The evidence is of the report's date (`sourceAt`).
 */
export const UsageReport = z.looseObject({
  customerId: text,
  /** Pacific date, `2026-11-18`. */
  date: z.iso.date(),
  parameters: z.record(text, z.union([z.number(), z.boolean(), text])),
  warnings: z.array(text).optional(),
});
export type UsageReport = z.infer<typeof UsageReport>;
export const usageReportKind = defineKind({
  id: "google-workspace.usage-report",
  version: 1,
  title: "Account usage of the tenant on one day",
  schema: UsageReport,
  key: (record) => record.customerId,
  freshFor: "P5D",
  sensitivity: "internal",
  personalData: false,
  population: "The tenant's newest usage report by customerUsageReports.get; reports are one to four days late.",
  singleton: true,
});

/** Usage of one user on one Pacific date; `parameters` as in {@link UsageReport} (`accounts:is_2sv_protected`). */
export const UserUsage = z.looseObject({
  profileId: text,
  userEmail: text.optional(),
  date: z.iso.date(),
  parameters: z.record(text, z.union([z.number(), z.boolean(), text])),
});
export type UserUsage = z.infer<typeof UserUsage>;
export const userUsageKind = defineKind({
  id: "google-workspace.user-usage",
  version: 1,
  title: "Account usage of a user on one day: password strength, security keys, less secure access",
  schema: UserUsage,
  key: (record) => record.profileId,
  freshFor: "P5D",
  sensitivity: "confidential",
  personalData: true,
  population: "Every user in the newest usage report by userUsageReport.get(userKey=all).",
});

/** A policy as the Cloud Identity Policy API gives it. Values still at Google's default are not listed there. */
export const Policy = z.looseObject({
  name: text,
  /** ADMIN (set by an administrator) or SYSTEM (Google's own). */
  type: text.optional(),
  policyQuery: z.looseObject({
    /** `orgUnits/03…`; absent = the root. */
    orgUnit: text.optional(),
    /** `groups/…`, or {@link ALL_ADMINS}. */
    group: text.optional(),
    query: text.optional(),
    sortOrder: z.number().optional(),
  }),
  setting: z.looseObject({ type: text, value: z.looseObject({}).optional() }),
});
export type Policy = z.infer<typeof Policy>;
export const policyKind = defineKind({
  id: "google-workspace.policy",
  version: 1,
  title: "Setting policy as the Policy API lists it",
  schema: Policy,
  key: (record) => record.name,
  sensitivity: "internal",
  personalData: false,
  population: "All policies of the tenant by Cloud Identity policies.list without a filter.",
});

/**
 * One setting as it is in force for a target.
 * `origin`: `set` = a policy of this very target; `inherited` = of a unit above; `default` = no policy, Google's
 * documented default is assumed (`source` names the page).
 * `licences`: the value holds for people with one of these licences only; `otherwise` is what all others have.
 */
export const EffectiveSetting = z.looseObject({
  /** The setting's value; for rules (`rule.dlp`, `rule.system_defined_alerts`) `{rules: [...]}`. */
  value: z.looseObject({}),
  origin: z.enum(["set", "inherited", "default"]),
  /** Path of the unit that a value is inherited from. */
  from: text.optional(),
  /** Policies that the value comes from, the one with the highest sort order first. */
  policies: z.array(text),
  policyType: text.optional(),
  sortOrder: z.number().optional(),
  source: text.optional(),
  /** Fields of `value` that no policy states: Google's documented default field values were filled in. */
  assumedFields: z.array(text).optional(),
  licences: z.array(text).optional(),
  otherwise: z.looseObject({}).optional(),
});
export type EffectiveSetting = z.infer<typeof EffectiveSetting>;

/**
 * What a unit really has: one record an org unit with every setting by type (`security.password`), inheritance and
 * sort order resolved; and one record a group (or {@link ALL_ADMINS}) that has overrides, with those settings only.
 * A type that is absent from a unit's `settings`: the tenant states nothing, and no documented default is known.
 * A type that is absent from a group's `settings`: the group overrides nothing there.
 */
export const EffectiveSettings = z.looseObject({
  /** `orgUnits/03…`, `groups/…`, or {@link ALL_ADMINS}. */
  target: text,
  targetType: z.enum(["org-unit", "group", "admins"]),
  /** Path of the unit; for groups the path of the unit whose settings they override. */
  orgUnitPath: text,
  /** Of a group, when the group list has it. */
  groupEmail: text.optional(),
  /** Users whose unit is exactly this one, not suspended nor archived; absent when users were not wholly listed. */
  activeUsers: z.number().optional(),
  settings: z.record(text, EffectiveSetting),
});
export type EffectiveSettings = z.infer<typeof EffectiveSettings>;
export const effectiveSettingsKind = defineKind({
  id: "google-workspace.effective-settings",
  version: 1,
  title: "Settings in force for an org unit, a group with overrides, or all administrators",
  schema: EffectiveSettings,
  key: (record) => record.target,
  sensitivity: "internal",
  personalData: false,
  population:
    "Every org unit, and every group that a policy names, resolved from policies.list and orgunits.list; none when either list is incomplete.",
});

export const SsoProfile = z.looseObject({
  name: text,
  displayName: text.optional(),
  idpConfig: z.looseObject({ entityId: text.optional(), singleSignOnServiceUri: text.optional() }).optional(),
});
export type SsoProfile = z.infer<typeof SsoProfile>;
export const ssoProfileKind = defineKind({
  id: "google-workspace.sso-profile",
  version: 1,
  title: "SAML profile of a third-party identity provider",
  schema: SsoProfile,
  key: (record) => record.name,
  sensitivity: "internal",
  personalData: false,
  population: "All inbound SAML profiles by inboundSamlSsoProfiles.list.",
});

export const SsoAssignment = z.looseObject({
  name: text,
  /** SSO_OFF, SAML_SSO, OIDC_SSO, DOMAIN_WIDE_SAML_IF_ENABLED. */
  ssoMode: text.optional(),
  targetOrgUnit: text.optional(),
  targetGroup: text.optional(),
  rank: z.number().optional(),
  samlSsoInfo: z.looseObject({ inboundSamlSsoProfile: text.optional() }).optional(),
  signInBehavior: z.looseObject({ redirectCondition: text.optional() }).optional(),
});
export type SsoAssignment = z.infer<typeof SsoAssignment>;
export const ssoAssignmentKind = defineKind({
  id: "google-workspace.sso-assignment",
  version: 1,
  title: "Assignment of single sign-on to an org unit or group",
  schema: SsoAssignment,
  key: (record) => record.name,
  sensitivity: "internal",
  personalData: false,
  population: "All inbound SSO assignments by inboundSsoAssignments.list.",
});

export const googleWorkspaceKinds: readonly AnyKind[] = [
  customerKind,
  domainKind,
  domainDnsKind,
  orgUnitKind,
  userKind,
  deletedUserKind,
  roleKind,
  roleAssignmentKind,
  groupKind,
  groupMemberKind,
  tokenKind,
  mobileDeviceKind,
  chromeDeviceKind,
  activitySummaryKind,
  adminEventKind,
  authorizedAppKind,
  usageReportKind,
  userUsageKind,
  policyKind,
  effectiveSettingsKind,
  ssoProfileKind,
  ssoAssignmentKind,
];
