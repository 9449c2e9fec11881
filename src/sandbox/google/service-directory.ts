import type { admin_directory_v1 as directory } from "@googleapis/admin";
import { GoogleError } from "./answers.ts";
import { admin, type GoogleService, list, paged, pagedArray } from "./service.ts";

const CUSTOMER = "/admin/directory/v1/customer/{customer}";

export const DIRECTORY: readonly GoogleService[] = [
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
        ? pagedArray(call, limits, tenant.deletedUsers)
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
        pagedArray(call, { parameter: "maxResults", standard: 100, most: 100 }, call.tenant.roles),
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
        pagedArray(call, { parameter: "maxResults", standard: 100, most: 200 }, call.tenant.roleAssignments),
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
        pagedArray(call, { parameter: "maxResults", standard: 200, most: 200 }, call.tenant.groups),
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
        pagedArray(call, { parameter: "maxResults", standard: 200, most: 200 }, members),
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
        pagedArray(call, { parameter: "maxResults", standard: 100, most: 100 }, call.tenant.mobileDevices),
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
        pagedArray(call, { parameter: "maxResults", standard: 100, most: 300 }, call.tenant.chromeDevices),
      ) satisfies directory.Schema$ChromeOsDevices,
  ),
];
