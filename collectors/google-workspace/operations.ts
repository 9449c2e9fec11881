import type { AnyKind, Operation } from "#sdk";
import * as evidence from "./evidence.ts";
import { SCOPES, type ScopeName } from "./scopes.ts";

export const TOKEN_OPERATION = "google-oauth:token";

interface Read {
  readonly path: string;
  readonly scope: ScopeName;
  readonly kinds: readonly AnyKind[];
  readonly why: string;
  readonly optional?: boolean;
}

function read(id: string, { path, scope, kinds, why, optional }: Read): Operation {
  return {
    id,
    match: { protocol: "rest", method: "GET", path },
    permission: { type: "oauth-scope", value: SCOPES[scope] },
    kinds: kinds.map((kind) => kind.id),
    why,
    ...(optional === true ? { optional } : {}),
  };
}

const DIRECTORY = "/admin/directory/v1";
const CUSTOMER = `${DIRECTORY}/customer/{customer}`;
const EVENTS = "/admin/reports/v1/activity/users/{user}/applications";

export const DNS_OPERATION = "dns:resolve";

export const googleWorkspaceOperations: readonly Operation[] = [
  {
    id: TOKEN_OPERATION,
    match: { protocol: "rest", method: "POST", path: "/token" },
    permission: null,
    kinds: [],
    why: "exchanges the service account's signature for a token of the subject",
    sensitive: true,
  },
  read("directory:customers.get", {
    path: `${DIRECTORY}/customers/{customer}`,
    scope: "customer",
    kinds: [evidence.customerKind],
    why: "states which tenant the evidence is of",
  }),
  read("directory:domains.list", {
    path: `${CUSTOMER}/domains`,
    scope: "domain",
    kinds: [evidence.domainKind, evidence.domainDnsKind, evidence.groupMemberKind],
    why: "the tenant's domains: whose mail records are read, and who is external",
  }),
  read("directory:domainAliases.list", {
    path: `${CUSTOMER}/domainaliases`,
    scope: "domain",
    kinds: [evidence.domainKind, evidence.domainDnsKind, evidence.groupMemberKind],
    why: "domain aliases: mail is accepted for them too",
  }),
  read("directory:orgunits.list", {
    path: `${CUSTOMER}/orgunits`,
    scope: "orgUnit",
    kinds: [evidence.orgUnitKind, evidence.effectiveSettingsKind],
    why: "the tree that settings are inherited along",
  }),
  read("directory:users.list", {
    path: `${DIRECTORY}/users`,
    scope: "user",
    kinds: [evidence.userKind, evidence.deletedUserKind, evidence.tokenKind],
    why: "2-step verification, administrators, joiners and leavers in one sweep",
  }),
  read("directory:roles.list", {
    path: `${CUSTOMER}/roles`,
    scope: "role",
    kinds: [evidence.roleKind],
    why: "what administrator roles may do",
  }),
  read("directory:roleAssignments.list", {
    path: `${CUSTOMER}/roleassignments`,
    scope: "role",
    kinds: [evidence.roleAssignmentKind],
    why: "who holds administrator roles",
  }),
  read("directory:groups.list", {
    path: `${DIRECTORY}/groups`,
    scope: "group",
    kinds: [evidence.groupKind, evidence.groupMemberKind],
    why: "groups and how many members each has",
  }),
  read("directory:members.list", {
    path: `${DIRECTORY}/groups/{group}/members`,
    scope: "group",
    kinds: [evidence.groupMemberKind],
    why: "who is in each group, people from outside included",
  }),
  read("directory:tokens.list", {
    path: `${DIRECTORY}/users/{user}/tokens`,
    scope: "userSecurity",
    kinds: [evidence.tokenKind],
    why: "grants of each user to applications; only when include.tokens is set",
    optional: true,
  }),
  read("directory:mobiledevices.list", {
    path: `${CUSTOMER}/devices/mobile`,
    scope: "mobile",
    kinds: [evidence.mobileDeviceKind],
    why: "passwords, encryption and state of mobile devices",
    optional: true,
  }),
  read("directory:chromeosdevices.list", {
    path: `${CUSTOMER}/devices/chromeos`,
    scope: "chrome",
    kinds: [evidence.chromeDeviceKind],
    why: "state, version and end of updates of ChromeOS devices",
    optional: true,
  }),
  read("reports:activities.login", {
    path: `${EVENTS}/login`,
    scope: "audit",
    kinds: [evidence.activitySummaryKind],
    why: "failed, suspicious and challenged sign-ins",
  }),
  read("reports:activities.admin", {
    path: `${EVENTS}/admin`,
    scope: "audit",
    kinds: [evidence.activitySummaryKind, evidence.adminEventKind],
    why: "changes of administrators, as a population for sampling",
  }),
  read("reports:activities.token", {
    path: `${EVENTS}/token`,
    scope: "audit",
    kinds: [evidence.activitySummaryKind, evidence.authorizedAppKind],
    why: "applications that people granted access to, without a write-capable scope",
  }),
  read("reports:customerUsageReports.get", {
    path: "/admin/reports/v1/usage/dates/{date}",
    scope: "usage",
    kinds: [evidence.usageReportKind],
    why: "counts of the tenant that no list gives: password strength, less secure access, protection by 2-step verification",
  }),
  read("reports:userUsageReport.get", {
    path: "/admin/reports/v1/usage/users/{user}/dates/{date}",
    scope: "usage",
    kinds: [evidence.userUsageKind],
    why: "password strength, security keys and less secure access of each user",
  }),
  read("cloudidentity:policies.list", {
    path: "/v1/policies",
    scope: "policies",
    kinds: [evidence.policyKind, evidence.effectiveSettingsKind],
    why: "settings of the tenant with their overrides by org unit and group",
  }),
  read("cloudidentity:inboundSamlSsoProfiles.list", {
    path: "/v1/inboundSamlSsoProfiles",
    scope: "inboundSso",
    kinds: [evidence.ssoProfileKind],
    why: "which third-party identity providers are trusted",
  }),
  read("cloudidentity:inboundSsoAssignments.list", {
    path: "/v1/inboundSsoAssignments",
    scope: "inboundSso",
    kinds: [evidence.ssoAssignmentKind],
    why: "who signs in through a third-party identity provider",
  }),
  {
    id: DNS_OPERATION,
    match: { protocol: "rest", method: "GET", path: "/resolve" },
    permission: null,
    kinds: [evidence.domainDnsKind.id],
    why: "mail records of the tenant's domains",
  },
  {
    id: "dns:query",
    match: { protocol: "rest", method: "GET", path: "/dns-query" },
    permission: null,
    kinds: [evidence.domainDnsKind.id],
    why: "the same at resolvers that answer there (Cloudflare)",
    optional: true,
  },
];
