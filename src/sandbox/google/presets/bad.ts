import { everybody, googleBuilder, groupId, member, numericId } from "../builders.ts";
import type { GoogleGroup, GoogleTenant, Member, TenantOptions } from "../model.ts";
import {
  ALIAS_DOMAIN,
  assignment,
  assignmentsOf,
  bareTenant,
  DOMAIN,
  domain,
  domainAlias,
  indexed,
  ROLE_IDS,
  rootPolicies,
  standardRoles,
  usageOf,
  usageOfUser,
} from "./base.ts";
import { BAD_SETTINGS } from "./settings-values.ts";

/** Mail records as a forgotten domain has them; a second name has none at all. */
export function badMail(name: string) {
  return {
    [name]: { MX: ["1 smtp.google.com."], TXT: ["v=spf1 include:_spf.google.com ?all"] },
    [`google._domainkey.${name}`]: { TXT: ["v=DKIM1; k=rsa; p="] },
    [`_dmarc.${name}`]: { TXT: ["v=DMARC1; p=none"] },
  };
}

/** A tenant that does everything badly, in as many ways as there are checks; only what one tenant cannot be at once is left. */
export function badTenant(options: TenantOptions): GoogleTenant {
  const build = googleBuilder(options, DOMAIN);
  const { user, unit, group, ago, agoMs, activity, policy } = build;
  const base = bareTenant(options, [unit("/Contractors"), unit("/Depot")]);
  const loose = { enrolled: false, enforced: false } as const;
  const supers = ["admin", "it", "root", "office", "bruno.keller"].map((name) =>
    user(name, {
      ...loose,
      seen: 2,
      more: { isAdmin: true, recoveryEmail: "someone@example.net", recoveryPhone: "+15550100" },
    }),
  );
  const dormant = user("old.admin", { ...loose, seen: 400, ageDays: 900, more: { isAdmin: true } });
  const delegated = Array.from({ length: 14 }, (_, number) =>
    user(`helper-${number}`, { ...loose, more: { isDelegatedAdmin: true } }),
  );
  const departed = [
    user("emeka.lindqvist", {
      ...loose,
      seen: 300,
      more: { isAdmin: true, suspended: true, suspensionReason: "ADMIN", suspensionTime: ago(290) },
    }),
    user("gone.person", {
      ...loose,
      seen: 500,
      more: { suspended: true, suspensionReason: "ADMIN", suspensionTime: ago(450) },
    }),
  ];
  const people = ["amara.okafor", "chidi.mensah"].map((name) => user(name, { ...loose, unit: "/Depot" }));
  const waiting = user("never.came", {
    ...loose,
    ageDays: 60,
    seen: "never",
    more: { agreedToTerms: false, changePasswordAtNextLogin: true },
  });
  const guest = user("guest.partner", { ...loose, more: { isGuestUser: true, isDelegatedAdmin: true } });
  const contractor = user("contractor", { ...loose, unit: "/Contractors" });
  const reader = user("exhibit-reader", { ...loose, more: { isDelegatedAdmin: true } });
  const users = [...supers, dormant, ...delegated, ...departed, ...people, waiting, guest, contractor, reader];
  const open = group("suppliers", 2);
  const admins = group("it-admins", 2);
  const members: Readonly<Record<string, readonly Member[]>> = {
    [open.id]: [member("partner@haulier.example.net"), everybody()],
    [admins.id]: [member(`amara.okafor@${DOMAIN}`), member("freelance@example.org")],
  };
  const groups: GoogleGroup[] = [open, admins, group("retired-project", 0)];
  const custom = numericId("role/everything");
  const unused = numericId("role/unused");
  return {
    ...base,
    domains: [
      domain(DOMAIN, ago(2000), { isPrimary: true }),
      domain("depot.example.org", ago(900), { verified: false }),
    ],
    domainAliases: [domainAlias(ALIAS_DOMAIN, ago(1500))],
    users: indexed(users),
    roles: [
      ...standardRoles(),
      {
        kind: "admin#directory#role",
        roleId: custom,
        roleName: "Everything for everybody",
        isSystemRole: false,
        isSuperAdminRole: false,
        rolePrivileges: ["USERS_ALL", "USER_SECURITY_ALL", "SECURITY_SETTINGS", "DOMAIN_MANAGEMENT"].map(
          (privilegeName) => ({
            privilegeName,
            serviceId: "00haapch16h1ysv",
          }),
        ),
      },
      {
        kind: "admin#directory#role",
        roleId: unused,
        roleName: "Migration of 2021",
        isSystemRole: false,
        isSuperAdminRole: false,
        rolePrivileges: [{ privilegeName: "USERS_UPDATE", serviceId: "00haapch16h1ysv" }],
      },
    ],
    roleAssignments: [
      ...assignmentsOf(users),
      assignment(custom, delegated[0]?.id ?? ""),
      assignment(ROLE_IDS.superAdmin, groupId(admins.email), { assigneeType: "GROUP" }),
      assignment(ROLE_IDS.superAdmin, "104857600000000000099", { assigneeType: "service_account" }),
    ],
    groups,
    members: (id) => members[id] ?? [],
    tokens: (id) => [
      {
        kind: "admin#directory#token",
        clientId: "104857600000000000077.apps.example.com",
        displayText: "Free PDF wizard",
        scopes: ["https://www.googleapis.com/auth/drive", "https://mail.google.com/"],
        anonymous: true,
        nativeApp: false,
        userKey: id,
      },
    ],
    mobileDevices: [
      { status: "APPROVED", deviceCompromisedStatus: "Compromised", lastSync: ago(1) },
      {
        status: "PENDING",
        deviceCompromisedStatus: "No compromise detected",
        lastSync: ago(200),
        email: departed.slice(0, 1).map(({ primaryEmail }) => primaryEmail),
      },
    ].map((state, number) => ({
      kind: "admin#directory#mobiledevice",
      resourceId: numericId(`mobile/${number}`),
      email: [`chidi.mensah@${DOMAIN}`],
      model: "Handset of 2017",
      os: "Android 8",
      type: "ANDROID",
      devicePasswordStatus: "Off",
      encryptionStatus: "Not encrypted",
      securityPatchLevel: agoMs(1500),
      adbStatus: true,
      developerOptionsStatus: true,
      unknownSourcesStatus: true,
      firstSync: ago(900),
      ...state,
    })),
    chromeDevices: [1, 2].map((number) => ({
      kind: "admin#directory#chromeosdevice",
      deviceId: numericId(`chrome/${number}`),
      status: "ACTIVE",
      model: "Terminal of 2015",
      osVersion: "91.0.4472.147",
      osVersionCompliance: "NOT_COMPLIANT",
      bootMode: "Dev",
      orgUnitPath: "/Depot",
      lastSync: ago(300),
      lastEnrollmentTime: ago(2500),
      autoUpdateExpiration: agoMs(700),
    })),
    activities: {
      login: [],
      admin: [],
      token: [
        activity("token", "authorize", 3, {
          type: "auth",
          parameters: [
            { name: "client_id", value: "104857600000000000077.apps.example.com" },
            { name: "app_name", value: "Free PDF wizard" },
            { name: "client_type", value: "WEB" },
            { name: "scope", multiValue: ["https://www.googleapis.com/auth/drive", "https://mail.google.com/"] },
          ],
        }),
      ],
    },
    policies: rootPolicies(options, BAD_SETTINGS, { alerts: "INACTIVE", mailed: false, leaks: "audit" }).concat(
      policy(
        "security.two_step_verification_enforcement",
        { enforcedFrom: "1970-01-01T00:00:00Z" },
        {
          group: "WORKSPACE_ALL_ADMIN_GROUP",
          order: 2,
        },
      ),
    ),
    ssoProfiles: [
      {
        name: "inboundSamlSsoProfiles/0contractor",
        customer: `customers/${base.customer.id}`,
        displayName: "Contractors' provider",
        idpConfig: { entityId: "https://idp.example.net/", singleSignOnServiceUri: "https://idp.example.net/sso" },
      },
    ],
    ssoAssignments: [
      {
        name: "inboundSsoAssignments/0contractor",
        customer: `customers/${base.customer.id}`,
        targetOrgUnit: (unit("/Contractors").orgUnitId ?? "").replace("id:", "orgUnits/"),
        ssoMode: "SAML_SSO",
        rank: 0,
        samlSsoInfo: { inboundSamlSsoProfile: "inboundSamlSsoProfiles/0contractor" },
        signInBehavior: { redirectCondition: "REDIRECT_CONDITION_UNSPECIFIED" },
      },
    ],
    customerUsage: usageOf(users, true),
    userUsage: (one) => usageOfUser({ ...one, isAdmin: false }, true),
    zone: { ...badMail(DOMAIN), "depot.example.org": { MX: ["10 mx.example.net."] }, ...badMail(ALIAS_DOMAIN) },
  };
}
