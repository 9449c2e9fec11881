import type { admin_directory_v1 as directory, admin_reports_v1 as reports } from "@googleapis/admin";
import type { cloudidentity_v1 as identity } from "@googleapis/cloudidentity";
import { GoogleError, type Style } from "./answers.ts";
import type { ActivityApplication, GoogleTenant, UsageParameters } from "./model.ts";

const DAY_MS = 86_400_000;
const PACIFIC_MS = 8 * 3_600_000;
const SCOPE = "https://www.googleapis.com/auth/";

export interface GoogleCall {
  readonly tenant: GoogleTenant;
  readonly now: Date;
  /** Segments that the path's template names. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Pages now and then end early, or are empty, although more follows. */
  readonly shortPages: boolean;
}

export interface GoogleService {
  readonly operation: string;
  readonly style: Style;
  /** `/admin/directory/v1/customer/{customer}/roles`. */
  readonly path: string;
  /** Undefined: anybody may ask. */
  readonly scope: string | undefined;
  readonly run: (call: GoogleCall) => unknown;
}

/** The page that a call asks for. Tokens name the place where it begins. */
function paged<T>(
  { query, shortPages }: GoogleCall,
  limits: { readonly parameter: string; readonly standard: number; readonly most: number; readonly cut?: boolean },
  count: number,
  at: (index: number) => T,
): { readonly items: readonly T[]; readonly nextPageToken?: string } {
  const asked = Number(query.get(limits.parameter) ?? limits.standard);
  if (!Number.isSafeInteger(asked) || asked < 1 || (asked > limits.most && limits.cut !== true))
    throw new GoogleError(
      400,
      "badRequest",
      `Invalid value '${asked}'. Values must be within the range: [1, ${limits.most}]`,
    );
  const token = query.get("pageToken");
  const start = token === null ? 0 : Number(/^page-(\d+)(?:-\d+)?$/.exec(token)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(start)) throw new GoogleError(400, "invalid", "Invalid Input: pageToken");
  let size = Math.min(asked, limits.most);
  if (shortPages && start === 0) size = Math.ceil(size / 2);
  // An empty page with a token behind it, as the Policy API is known to send.
  if (shortPages && start > 0 && start < count && token?.endsWith("-0") !== true)
    return { items: [], nextPageToken: `page-${start}-0` };
  const end = Math.min(count, start + size);
  const items: T[] = [];
  for (let index = start; index < end; index += 1) items.push(at(index));
  return { items, ...(end < count ? { nextPageToken: `page-${end}` } : {}) };
}

/** The list's member is left out when it is empty, as Google does. */
function list<Name extends string, T>(
  kind: string,
  name: Name,
  { items, nextPageToken }: { readonly items: readonly T[]; readonly nextPageToken?: string },
): { kind: string; nextPageToken?: string } & { [key in Name]?: T[] } {
  return {
    kind,
    ...(items.length === 0 ? {} : { [name]: [...items] }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  } as { kind: string; nextPageToken?: string } & { [key in Name]?: T[] };
}

function inArray<T>(items: readonly T[]): (index: number) => T {
  return (index) => items[index] as T;
}

function ownTenant({ tenant, path, query }: GoogleCall): void {
  const asked = path["customer"] ?? query.get("customer") ?? query.get("customerId");
  if (asked !== null && asked !== undefined && asked !== "my_customer" && asked !== tenant.customer.id)
    throw new GoogleError(403, "forbidden", "Not Authorized to access this resource/api");
}

function admin(operation: string, scope: string, path: string, run: (call: GoogleCall) => unknown): GoogleService {
  return {
    operation,
    style: "admin",
    path,
    scope: `${SCOPE}${scope}`,
    run: (call) => {
      ownTenant(call);
      return run(call);
    },
  };
}

const CUSTOMER = "/admin/directory/v1/customer/{customer}";

const DIRECTORY: readonly GoogleService[] = [
  admin(
    "directory:customers.get",
    "admin.directory.customer.readonly",
    "/admin/directory/v1/customers/{customer}",
    ({ tenant }) => tenant.customer,
  ),
  admin(
    "directory:domains.list",
    "admin.directory.domain.readonly",
    `${CUSTOMER}/domains`,
    ({ tenant }) =>
      list("admin#directory#domains", "domains", { items: tenant.domains }) satisfies directory.Schema$Domains2,
  ),
  admin(
    "directory:domainAliases.list",
    "admin.directory.domain.readonly",
    `${CUSTOMER}/domainaliases`,
    ({ tenant }) =>
      list("admin#directory#domainAliases", "domainAliases", {
        items: tenant.domainAliases,
      }) satisfies directory.Schema$DomainAliases,
  ),
  admin("directory:orgunits.list", "admin.directory.orgunit.readonly", `${CUSTOMER}/orgunits`, ({ tenant, query }) => {
    const type = query.get("type") ?? "children";
    const items =
      type === "allIncludingParent"
        ? tenant.orgUnits
        : tenant.orgUnits.filter(({ orgUnitPath }) => orgUnitPath !== "/");
    return list("admin#directory#orgUnits", "organizationUnits", { items }) satisfies directory.Schema$OrgUnits;
  }),
  admin("directory:users.list", "admin.directory.user.readonly", "/admin/directory/v1/users", (call) => {
    const { tenant, query } = call;
    if (query.get("customer") === null && query.get("domain") === null)
      throw new GoogleError(400, "badRequest", "Bad Request");
    const limits = { parameter: "maxResults", standard: 100, most: 500 };
    const found =
      query.get("showDeleted") === "true"
        ? paged(call, limits, tenant.deletedUsers.length, inArray(tenant.deletedUsers))
        : paged(call, limits, tenant.users.count, (index) => tenant.users.at(index));
    return list("admin#directory#users", "users", found) satisfies directory.Schema$Users;
  }),
  admin(
    "directory:roles.list",
    "admin.directory.rolemanagement.readonly",
    `${CUSTOMER}/roles`,
    (call) =>
      list(
        "admin#directory#roles",
        "items",
        paged(
          call,
          { parameter: "maxResults", standard: 100, most: 100 },
          call.tenant.roles.length,
          inArray(call.tenant.roles),
        ),
      ) satisfies directory.Schema$Roles,
  ),
  admin(
    "directory:roleAssignments.list",
    "admin.directory.rolemanagement.readonly",
    `${CUSTOMER}/roleassignments`,
    (call) =>
      list(
        "admin#directory#roleAssignments",
        "items",
        paged(
          call,
          { parameter: "maxResults", standard: 100, most: 200 },
          call.tenant.roleAssignments.length,
          inArray(call.tenant.roleAssignments),
        ),
      ) satisfies directory.Schema$RoleAssignments,
  ),
  admin(
    "directory:groups.list",
    "admin.directory.group.readonly",
    "/admin/directory/v1/groups",
    (call) =>
      list(
        "admin#directory#groups",
        "groups",
        paged(
          call,
          { parameter: "maxResults", standard: 200, most: 200 },
          call.tenant.groups.length,
          inArray(call.tenant.groups),
        ),
      ) satisfies directory.Schema$Groups,
  ),
  admin(
    "directory:members.list",
    "admin.directory.group.readonly",
    "/admin/directory/v1/groups/{group}/members",
    (call) => {
      const { tenant, path } = call;
      const group = tenant.groups.find(({ id, email }) => id === path["group"] || email === path["group"]);
      if (group === undefined) throw new GoogleError(404, "notFound", "Resource Not Found: groupKey");
      const members = tenant.members(group.id);
      return list(
        "admin#directory#members",
        "members",
        paged(call, { parameter: "maxResults", standard: 200, most: 200 }, members.length, inArray(members)),
      ) satisfies directory.Schema$Members;
    },
  ),
  admin(
    "directory:tokens.list",
    "admin.directory.user.security",
    "/admin/directory/v1/users/{user}/tokens",
    ({ tenant, path }) =>
      list("admin#directory#tokenList", "items", {
        items: tenant.tokens(path["user"] ?? ""),
      }) satisfies directory.Schema$Tokens,
  ),
  admin(
    "directory:mobiledevices.list",
    "admin.directory.device.mobile.readonly",
    `${CUSTOMER}/devices/mobile`,
    (call) =>
      list(
        "admin#directory#mobiledevices",
        "mobiledevices",
        paged(
          call,
          { parameter: "maxResults", standard: 100, most: 100 },
          call.tenant.mobileDevices.length,
          inArray(call.tenant.mobileDevices),
        ),
      ) satisfies directory.Schema$MobileDevices,
  ),
  admin(
    "directory:chromeosdevices.list",
    "admin.directory.device.chromeos.readonly",
    `${CUSTOMER}/devices/chromeos`,
    (call) =>
      list(
        "admin#directory#chromeosdevices",
        "chromeosdevices",
        paged(
          call,
          { parameter: "maxResults", standard: 100, most: 300 },
          call.tenant.chromeDevices.length,
          inArray(call.tenant.chromeDevices),
        ),
      ) satisfies directory.Schema$ChromeOsDevices,
  ),
];

function activities(application: ActivityApplication): GoogleService {
  return admin(
    `reports:activities.${application}`,
    "admin.reports.audit.readonly",
    `/admin/reports/v1/activity/users/{user}/applications/${application}`,
    (call) => {
      const { tenant, query } = call;
      const start = query.get("startTime") ?? "";
      const end = query.get("endTime") ?? "9999";
      const event = query.get("eventName");
      const found = tenant.activities[application].filter(
        ({ id, events }) =>
          (id?.time ?? "") >= start &&
          (id?.time ?? "") <= end &&
          (event === null || events?.some(({ name }) => name === event)),
      );
      return list(
        "admin#reports#activities",
        "items",
        paged(call, { parameter: "maxResults", standard: 1000, most: 1000 }, found.length, inArray(found)),
      ) satisfies reports.Schema$Activities;
    },
  );
}

/** Refuses dates that are not ready, as the Reports API does; dates are of UTC−8. */
function reportDate({ tenant, now, path }: GoogleCall): string {
  const date = path["date"] ?? "";
  const newest = new Date(now.getTime() - PACIFIC_MS - tenant.reportLagDays * DAY_MS).toISOString().slice(0, 10);
  if (date > newest)
    throw new GoogleError(
      400,
      "invalid",
      `Data for dates later than ${newest} is not yet available. Please check back later`,
    );
  return date;
}

/** A parameter that is not asked for, or that Google does not know, is not in the answer. */
function asked(parameters: UsageParameters, query: URLSearchParams): UsageParameters {
  const names = query.get("parameters")?.split(",");
  return names === undefined ? parameters : parameters.filter(({ name }) => names.includes(name ?? ""));
}

const REPORTS: readonly GoogleService[] = [
  activities("login"),
  activities("admin"),
  activities("token"),
  admin(
    "reports:customerUsageReports.get",
    "admin.reports.usage.readonly",
    "/admin/reports/v1/usage/dates/{date}",
    (call) => {
      const { tenant, query } = call;
      const report = {
        kind: "admin#reports#usageReport",
        date: reportDate(call),
        entity: { type: "CUSTOMER", customerId: tenant.customer.id },
        parameters: asked(tenant.customerUsage, query),
      } satisfies reports.Schema$UsageReport;
      return { kind: "admin#reports#usageReports", usageReports: [report] } satisfies reports.Schema$UsageReports;
    },
  ),
  admin(
    "reports:userUsageReport.get",
    "admin.reports.usage.readonly",
    "/admin/reports/v1/usage/users/{user}/dates/{date}",
    (call) => {
      const { tenant, query } = call;
      const date = reportDate(call);
      const found = paged(
        call,
        { parameter: "maxResults", standard: 1000, most: 1000 },
        tenant.users.count,
        (index): reports.Schema$UsageReport => {
          const user = tenant.users.at(index);
          return {
            kind: "admin#reports#usageReport",
            date,
            entity: {
              type: "USER",
              customerId: tenant.customer.id,
              userEmail: user.primaryEmail,
              profileId: user.id,
            },
            parameters: asked(tenant.userUsage(user), query),
          };
        },
      );
      return list("admin#reports#usageReports", "usageReports", found) satisfies reports.Schema$UsageReports;
    },
  ),
];

function cloud(operation: string, scope: string, path: string, run: (call: GoogleCall) => unknown): GoogleService {
  return { operation, style: "cloud", path, scope: `${SCOPE}${scope}`, run };
}

/** An empty list is `{}` here. */
function withoutKind<T extends { readonly kind: string }>({ kind: _kind, ...rest }: T): Omit<T, "kind"> {
  return rest;
}

const IDENTITY: readonly GoogleService[] = [
  cloud(
    "cloudidentity:policies.list",
    "cloud-identity.policies.readonly",
    "/v1/policies",
    (call) =>
      withoutKind(
        list(
          "",
          "policies",
          paged(
            call,
            { parameter: "pageSize", standard: 50, most: 100, cut: true },
            call.tenant.policies.length,
            inArray(call.tenant.policies),
          ),
        ),
      ) satisfies identity.Schema$ListPoliciesResponse,
  ),
  cloud(
    "cloudidentity:inboundSamlSsoProfiles.list",
    "cloud-identity.inboundsso.readonly",
    "/v1/inboundSamlSsoProfiles",
    (call) =>
      withoutKind(
        list(
          "",
          "inboundSamlSsoProfiles",
          paged(
            call,
            { parameter: "pageSize", standard: 10, most: 100, cut: true },
            call.tenant.ssoProfiles.length,
            inArray(call.tenant.ssoProfiles),
          ),
        ),
      ) satisfies identity.Schema$ListInboundSamlSsoProfilesResponse,
  ),
  cloud(
    "cloudidentity:inboundSsoAssignments.list",
    "cloud-identity.inboundsso.readonly",
    "/v1/inboundSsoAssignments",
    (call) =>
      withoutKind(
        list(
          "",
          "inboundSsoAssignments",
          paged(
            call,
            { parameter: "pageSize", standard: 10, most: 100, cut: true },
            call.tenant.ssoAssignments.length,
            inArray(call.tenant.ssoAssignments),
          ),
        ),
      ) satisfies identity.Schema$ListInboundSsoAssignmentsResponse,
  ),
];

const TYPES: Readonly<Record<string, number>> = { TXT: 16, MX: 15 };

/** DNS over HTTPS in the JSON form of dns.google. */
const DNS: GoogleService = {
  operation: "dns:resolve",
  style: "dns",
  path: "/resolve",
  scope: undefined,
  run: ({ tenant, query }) => {
    const name = (query.get("name") ?? "").toLowerCase();
    const type = query.get("type") ?? "";
    const number = TYPES[type];
    if (number === undefined) throw new GoogleError(400, "badRequest", "the sandbox resolves TXT and MX");
    const records = tenant.zone[name];
    // A name with names below it exists, without records of its own.
    const exists = records !== undefined || Object.keys(tenant.zone).some((other) => other.endsWith(`.${name}`));
    const data = records?.[type as "TXT" | "MX"] ?? [];
    return {
      Status: exists ? 0 : 3,
      TC: false,
      RD: true,
      RA: true,
      AD: false,
      CD: false,
      Question: [{ name: `${name}.`, type: number }],
      ...(data.length === 0
        ? {}
        : { Answer: data.map((text, index) => ({ name: `${name}.`, type: number, TTL: 300 + index, data: text })) }),
    };
  },
};

export const GOOGLE_SERVICES: readonly GoogleService[] = [...DIRECTORY, ...REPORTS, ...IDENTITY, DNS];
export const TOKEN_OPERATION = "google-oauth:token";
export const GOOGLE_OPERATIONS: readonly string[] = [
  TOKEN_OPERATION,
  ...GOOGLE_SERVICES.map(({ operation }) => operation),
];
