import { CUSTOMER_ID, googleBuilder, numericId, usageCount, usageFlag, usageText } from "../builders.ts";
import type {
  Domain,
  DomainAlias,
  GoogleTenant,
  GoogleUser,
  Indexed,
  OrgUnit,
  Role,
  RoleAssignment,
  SettingPolicy,
  TenantOptions,
  UsageParameters,
} from "../model.ts";
import { leakRule, alertRule, ALERTS, type SettingValues } from "./settings-values.ts";

export const DOMAIN = "meridian.example.com";
/** Domain alias: everybody has an address here too, the one that other platforms know. */
export const ALIAS_DOMAIN = "example.com";
export const SUBJECT = `exhibit-reader@${DOMAIN}`;

/** Google's own roles and the reader's; ids are the tenant's. */
export const ROLE_IDS = {
  superAdmin: numericId("role/super"),
  groupsAdmin: numericId("role/groups"),
  helpDesk: numericId("role/helpdesk"),
  reader: numericId("role/reader"),
} as const;

export function standardRoles(): Role[] {
  const role = (id: string, name: string, more: Partial<Role>): Role => ({
    kind: "admin#directory#role",
    roleId: id,
    roleName: name,
    roleDescription: name,
    isSystemRole: true,
    isSuperAdminRole: false,
    ...more,
  });
  return [
    role(ROLE_IDS.superAdmin, "_SEED_ADMIN_ROLE", {
      isSuperAdminRole: true,
      rolePrivileges: [{ privilegeName: "SUPER_ADMIN", serviceId: "00haapch16h1ysv" }],
    }),
    role(ROLE_IDS.groupsAdmin, "_GROUPS_ADMIN_ROLE", {
      rolePrivileges: [{ privilegeName: "GROUPS_ALL", serviceId: "00haapch16h1ysv" }],
    }),
    role(ROLE_IDS.helpDesk, "_HELP_DESK_ADMIN_ROLE", {
      rolePrivileges: [
        { privilegeName: "USERS_RETRIEVE", serviceId: "00haapch16h1ysv" },
        { privilegeName: "USERS_FORCE_PASSWORD_CHANGE", serviceId: "00haapch16h1ysv" },
      ],
    }),
    role(ROLE_IDS.reader, "Evidence reader", {
      isSystemRole: false,
      rolePrivileges: [
        { privilegeName: "USERS_RETRIEVE", serviceId: "00haapch16h1ysv" },
        { privilegeName: "ORGANIZATION_UNITS_RETRIEVE", serviceId: "00haapch16h1ysv" },
        { privilegeName: "REPORTS_ACCESS", serviceId: "01ci93xb3tmzyin" },
      ],
    }),
  ];
}

export function assignment(roleId: string, assignedTo: string, more: Partial<RoleAssignment> = {}): RoleAssignment {
  return {
    kind: "admin#directory#roleAssignment",
    roleAssignmentId: numericId(`assignment/${roleId}/${assignedTo}`),
    roleId,
    assignedTo,
    assigneeType: "user",
    scopeType: "CUSTOMER",
    ...more,
  } satisfies RoleAssignment;
}

/** Roles of users as their flags say: super administrators, and the reader's own. */
export function assignmentsOf(users: readonly GoogleUser[]): RoleAssignment[] {
  return users.flatMap((user) =>
    user.isAdmin === true
      ? [assignment(ROLE_IDS.superAdmin, user.id)]
      : user.isDelegatedAdmin === true
        ? [assignment(user.primaryEmail === SUBJECT ? ROLE_IDS.reader : ROLE_IDS.helpDesk, user.id)]
        : [],
  );
}

export function domain(name: string, at: string, more: Partial<Domain> = {}): Domain {
  return {
    kind: "admin#directory#domain",
    domainName: name,
    isPrimary: false,
    verified: true,
    creationTime: String(Date.parse(at)),
    ...more,
  } satisfies Domain;
}

export function domainAlias(name: string, at: string, parent = DOMAIN): DomainAlias {
  return {
    kind: "admin#directory#domainAlias",
    domainAliasName: name,
    parentDomainName: parent,
    verified: true,
    creationTime: String(Date.parse(at)),
  } satisfies DomainAlias;
}

/** Policies of a tenant that sets these values at its root, rules included. */
export function rootPolicies(
  options: TenantOptions,
  values: SettingValues,
  rules: { readonly alerts: "ACTIVE" | "INACTIVE"; readonly mailed: boolean; readonly leaks: "block" | "audit" },
): SettingPolicy[] {
  const { policy } = googleBuilder(options, DOMAIN);
  return [
    // Google's own: every tenant has them, and an administrator's win over them.
    policy("security.super_admin_account_recovery", { enableAccountRecovery: true }, { system: true }),
    policy(
      "gmail.confidential_mode",
      { enableConfidentialMode: true },
      {
        system: true,
        order: 101.002_17,
        query:
          "entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('root')) && entity.licenses.exists(license, license in ['/product/Google-Apps/sku/1010020020'])",
      },
    ),
    ...Object.entries(values).map(([type, value]) => policy(type, value)),
    ...ALERTS.map((name) =>
      policy("rule.system_defined_alerts", alertRule(name, rules.alerts, rules.mailed), { order: 1, rule: name }),
    ),
    ...(["drive", "gmail", "chat"] as const).map((channel) =>
      policy("rule.dlp", leakRule(channel, rules.leaks), { order: 1, rule: channel }),
    ),
  ];
}

export function indexed<T>(items: readonly T[]): Indexed<T> {
  return { count: items.length, at: (index) => items[index] as T };
}

/** Active users counted as the Reports API counts them. */
export function usageOf(users: readonly GoogleUser[], careless: boolean): UsageParameters {
  const active = users.filter(({ suspended }) => suspended !== true);
  const enrolled = active.filter(({ isEnrolledIn2Sv }) => isEnrolledIn2Sv === true).length;
  const enforced = active.filter(({ isEnforcedIn2Sv }) => isEnforcedIn2Sv === true).length;
  const weak = careless ? Math.max(1, Math.floor(active.length / 4)) : 0;
  return [
    usageCount("num_users", users.length),
    usageCount("num_suspended_users", users.length - active.length),
    usageCount("num_users_2sv_enrolled", enrolled),
    usageCount("num_users_2sv_enforced", enforced),
    usageCount("num_users_2sv_protected", Math.min(enrolled, enforced)),
    usageCount("num_users_2sv_not_enrolled", active.length - enrolled),
    usageCount("num_users_2sv_not_enrolled_but_enforced", careless ? 1 : 0),
    usageCount("num_users_password_strength_strong", active.length - weak),
    usageCount("num_users_password_strength_weak", weak),
    usageCount("num_users_password_length_compliant", active.length - weak),
    usageCount("num_users_password_length_non_compliant", weak),
    usageCount("num_security_keys", careless ? 0 : active.length),
    usageCount("num_users_with_passkeys_enrolled", careless ? 0 : Math.floor(active.length / 2)),
    usageCount("num_users_less_secure_apps_access_allowed", careless ? active.length : 0),
    usageCount("num_users_less_secure_apps_access_denied", careless ? 0 : active.length),
    usageCount("num_authorized_apps", careless ? 57 : 3),
  ];
}

export function usageOfUser(user: GoogleUser, careless: boolean): UsageParameters {
  const weak = careless && user.isAdmin !== true;
  return [
    usageFlag("is_2sv_enrolled", user.isEnrolledIn2Sv === true),
    usageFlag("is_2sv_enforced", user.isEnforcedIn2Sv === true),
    usageFlag("is_2sv_protected", user.isEnrolledIn2Sv === true && user.isEnforcedIn2Sv === true),
    usageFlag("is_super_admin", user.isAdmin === true),
    usageFlag("is_delegated_admin", user.isDelegatedAdmin === true),
    usageFlag("is_suspended", user.suspended === true),
    usageText("password_strength", weak ? "WEAK" : "STRONG"),
    usageText("password_length_compliance", weak ? "NON_COMPLIANT" : "COMPLIANT"),
    usageCount("num_security_keys", user.isAdmin === true && !careless ? 2 : careless ? 0 : 1),
    usageCount("num_passkeys_enrolled", careless ? 0 : 1),
    usageCount("num_authorized_apps", careless ? 40 : 1),
    usageCount("num_roles_assigned", user.isAdmin === true || user.isDelegatedAdmin === true ? 1 : 0),
    usageFlag("is_less_secure_apps_access_allowed", careless),
  ];
}

/** A tenant with nothing but its primary domain, its root, Google's own settings and the one administrator. */
export function bareTenant(options: TenantOptions, units: readonly OrgUnit[] = []): GoogleTenant {
  const { user, unit, ago, policy } = googleBuilder(options, DOMAIN);
  const subject = user("exhibit-reader", { more: { isDelegatedAdmin: true } });
  const users = [subject];
  return {
    customer: {
      kind: "admin#directory#customer",
      id: CUSTOMER_ID,
      customerDomain: DOMAIN,
      customerCreationTime: ago(2000),
      language: "en",
    },
    domains: [domain(DOMAIN, ago(2000), { isPrimary: true })],
    domainAliases: [],
    orgUnits: [unit("/"), ...units],
    users: indexed(users),
    deletedUsers: [],
    roles: standardRoles(),
    roleAssignments: assignmentsOf(users),
    groups: [],
    members: () => [],
    tokens: () => [],
    mobileDevices: [],
    chromeDevices: [],
    activities: { login: [], admin: [], token: [] },
    policies: [policy("security.super_admin_account_recovery", { enableAccountRecovery: false }, { system: true })],
    ssoProfiles: [],
    ssoAssignments: [],
    customerUsage: usageOf(users, false),
    userUsage: (one) => usageOfUser(one, false),
    reportLagDays: 2,
    zone: { [DOMAIN]: {} },
    subject: SUBJECT,
  };
}
