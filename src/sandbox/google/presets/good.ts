import { googleBuilder, member, numericId } from "../builders.ts";
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
  usageOf,
  usageOfUser,
} from "./base.ts";
import { GOOD_SETTINGS } from "./settings-values.ts";

/** Mail records as they should be, of one domain. */
export function goodMail(name: string) {
  return {
    [name]: {
      MX: ["1 smtp.google.com."],
      TXT: ["google-site-verification=EXAMPLE", "v=spf1 include:_spf.google.com -all"],
    },
    [`google._domainkey.${name}`]: { TXT: ["v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAEXAMPLE"] },
    [`_dmarc.${name}`]: { TXT: [`v=DMARC1; p=reject; rua=mailto:dmarc@${DOMAIN}`] },
    [`_mta-sts.${name}`]: { TXT: ["v=STSv1; id=20260101000000Z"] },
    [`_smtp._tls.${name}`]: { TXT: [`v=TLSRPTv1; rua=mailto:tls@${DOMAIN}`] },
  };
}

/** A tenant that does everything well, as far as one can. */
export function goodTenant(options: TenantOptions): GoogleTenant {
  const build = googleBuilder(options, DOMAIN);
  const { user, unit, group, ago, agoMs, activity } = build;
  const base = bareTenant(options, [unit("/People"), unit("/People/Operations"), unit("/Administration")]);
  const names = ["amara.okafor", "bruno.keller", "chidi.mensah", "ines.halvorsen", "dana.novak", "farid.zaman"];
  const people = names.map((name) =>
    user(name, { unit: "/People/Operations", more: { aliases: [`${name}@${ALIAS_DOMAIN}`] } }),
  );
  // Accounts of their own for the highest rights, without a mailbox.
  const supers = ["bruno.keller.su", "ines.halvorsen.su"].map((name) =>
    user(name, { unit: "/Administration", seen: 12, more: { isAdmin: true, isMailboxSetup: false } }),
  );
  const reader = user("exhibit-reader", { unit: "/Administration", more: { isDelegatedAdmin: true } });
  const left = user("emeka.lindqvist", {
    unit: "/People",
    seen: 30,
    more: { suspended: true, suspensionReason: "ADMIN", suspensionTime: ago(20) },
  });
  const guest = user("auditor.guest", { unit: "/People", more: { isGuestUser: true } });
  const users = [...people, ...supers, reader, left, guest];
  const members: Record<string, readonly Member[]> = {};
  const groups: GoogleGroup[] = [["operations", people] as const, ["security", supers] as const].map(
    ([name, inside]) => {
      const made = group(name, inside.length);
      members[made.id] = inside.map(({ primaryEmail }, index) =>
        member(primaryEmail, index === 0 ? "OWNER" : "MEMBER"),
      );
      return made;
    },
  );
  const root = base.orgUnits[0]?.orgUnitId ?? "";
  return {
    ...base,
    customer: { ...base.customer, alternateEmail: "security@example.net" },
    domains: [domain(DOMAIN, ago(2000), { isPrimary: true })],
    domainAliases: [domainAlias(ALIAS_DOMAIN, ago(1500)), domainAlias(`${DOMAIN}.test-google-a.com`, ago(2000))],
    users: indexed(users),
    deletedUsers: [{ ...user("hana.suzuki"), deletionTime: ago(5) }],
    roleAssignments: [
      ...assignmentsOf(supers),
      assignment(ROLE_IDS.reader, reader.id, { scopeType: "ORG_UNIT", orgUnitId: root }),
      assignment(ROLE_IDS.helpDesk, groups[0]?.id ?? "", { assigneeType: "group" }),
    ],
    groups,
    members: (id) => members[id] ?? [],
    tokens: (id) => [
      {
        kind: "admin#directory#token",
        clientId: "104857600000000000042.apps.example.com",
        displayText: "Freight timetable",
        scopes: ["openid", "https://www.googleapis.com/auth/userinfo.email"],
        anonymous: false,
        nativeApp: false,
        userKey: id,
      },
    ],
    mobileDevices: people.slice(0, 3).map(({ primaryEmail }) => ({
      kind: "admin#directory#mobiledevice",
      resourceId: numericId(`mobile/${primaryEmail}`),
      deviceId: numericId(`device/${primaryEmail}`),
      email: [primaryEmail],
      model: "Pixel 9",
      os: "Android 16",
      type: "ANDROID",
      status: "APPROVED",
      deviceCompromisedStatus: "No compromise detected",
      devicePasswordStatus: "On",
      encryptionStatus: "Encrypted",
      securityPatchLevel: agoMs(30),
      adbStatus: false,
      developerOptionsStatus: false,
      unknownSourcesStatus: false,
      supportsWorkProfile: true,
      managedAccountIsOnOwnerProfile: false,
      firstSync: ago(200),
      lastSync: ago(1),
    })),
    chromeDevices: [1, 2].map((number) => ({
      kind: "admin#directory#chromeosdevice",
      deviceId: numericId(`chrome/${number}`),
      status: "ACTIVE",
      model: "Meridian yard terminal",
      osVersion: "142.0.7444.59",
      platformVersion: "16433.41.0",
      osVersionCompliance: "COMPLIANT",
      bootMode: "Verified",
      annotatedUser: `amara.okafor@${DOMAIN}`,
      orgUnitPath: "/People/Operations",
      lastSync: ago(1),
      lastEnrollmentTime: ago(300),
      autoUpdateExpiration: agoMs(-900),
    })),
    activities: {
      login: people.map(({ primaryEmail }, number) =>
        activity("login", "login_success", 1 + number / 10, { actor: primaryEmail, number }),
      ),
      admin: [
        activity("admin", "CHANGE_APPLICATION_SETTING", 4, {
          actor: supers[0]?.primaryEmail ?? "",
          type: "APPLICATION_SETTINGS",
          parameters: [
            { name: "APPLICATION_NAME", value: "Security" },
            { name: "SETTING_NAME", value: "WebSessionDuration" },
            { name: "NEW_VALUE", value: "43200s" },
          ],
        }),
      ],
      token: [
        activity("token", "authorize", 3, {
          type: "auth",
          parameters: [
            { name: "client_id", value: "104857600000000000042.apps.example.com" },
            { name: "app_name", value: "Freight timetable" },
            { name: "client_type", value: "WEB" },
            { name: "scope", multiValue: ["openid", "https://www.googleapis.com/auth/userinfo.email"] },
          ],
        }),
      ],
    },
    policies: rootPolicies(options, GOOD_SETTINGS, { alerts: "ACTIVE", mailed: true, leaks: "block" }).concat(
      build.policy(
        "security.two_step_verification_enforcement_factor",
        { allowedSignInFactorSet: "PASSKEY_ONLY" },
        { unit: "/Administration" },
      ),
      build.policy(
        "security.two_step_verification_enforcement_factor",
        { allowedSignInFactorSet: "PASSKEY_ONLY" },
        { group: "WORKSPACE_ALL_ADMIN_GROUP", order: 2 },
      ),
    ),
    customerUsage: usageOf(users, false),
    userUsage: (one) => usageOfUser(one, false),
    zone: { ...goodMail(DOMAIN), ...goodMail(ALIAS_DOMAIN) },
  };
}
