import { everybody, googleBuilder, groupId, member, numericId } from "../builders.ts";
import type { GoogleGroup, GoogleTenant, Member, TenantOptions } from "../model.ts";
import { alertRule, ALERTS, BAD_SETTINGS, GOOD_SETTINGS, leakRule } from "./settings-values.ts";
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
  SUBJECT,
  usageOf,
  usageOfUser,
} from "./base.ts";
import { goodMail } from "./good.ts";

/** Setting types that Meridian Freight neglects; the others are as they should be. */
const NEGLECTED: ReadonlySet<string> = new Set([
  "api_controls.unconfigured_third_party_apps",
  "calendar.secondary_calendar_max_allowed_external_sharing",
  "drive_and_docs.general_access_default",
  "gmail.auto_forwarding",
  "gmail.imap_access",
  "groups_for_business.groups_sharing",
  "security.password",
  "security.user_account_recovery",
  "takeout.service_status",
]);

/**
 * Meridian Freight's tenant: the people whom AWS knows too (leavers and administrators among them), with a realistic mix
 * of good and bad, and the states that other tools are known to misjudge (GWS-02, 04, 08, 09, 10, 12).
 */
export function meridianTenant(options: TenantOptions): GoogleTenant {
  const build = googleBuilder(options, DOMAIN);
  const { user, unit, group, ago, agoMs, activity, policy } = build;
  const base = bareTenant(options, [
    unit("/People"),
    unit("/People/Operations"),
    unit("/IT"),
    unit("/Service"),
    unit("/Left"),
  ]);
  const known = (name: string, parts: Parameters<typeof user>[1] = {}) =>
    user(name, { ...parts, more: { aliases: [`${name}@${ALIAS_DOMAIN}`], ...parts.more } });
  const users = [
    known("amara.okafor", { unit: "/People/Operations" }),
    // Administrator in AWS and here.
    known("bruno.keller", { unit: "/IT", seen: 0.2, more: { isAdmin: true } }),
    known("chidi.mensah", { unit: "/People/Operations", enrolled: false, seen: 2 }),
    // Came today and has not signed in yet: not dormant.
    known("dana.novak", { unit: "/People/Operations", ageDays: 0.1, seen: "never", enrolled: false }),
    // Left; the account in AWS is still there.
    known("emeka.lindqvist", {
      unit: "/Left",
      seen: 60,
      more: { suspended: true, suspensionReason: "ADMIN", suspensionTime: ago(40) },
    }),
    known("ines.halvorsen", { unit: "/IT", more: { isDelegatedAdmin: true, recoveryEmail: "ines@example.net" } }),
    known("farid.zaman", {
      unit: "/Left",
      seen: 300,
      more: { suspended: true, suspensionReason: "ADMIN", suspensionTime: ago(280) },
    }),
    // GWS-08: suspended, so no administrator who can act, but the role is still there.
    user("gustav.weber", {
      unit: "/Left",
      seen: 200,
      more: { isAdmin: true, suspended: true, suspensionReason: "ADMIN", suspensionTime: ago(190) },
    }),
    user("break-glass", { unit: "/IT", seen: 200, more: { isAdmin: true, isMailboxSetup: false } }),
    user("karin.vance", { unit: "/IT", seen: 1, enrolled: false, more: { isAdmin: true, recoveryPhone: "+15550142" } }),
    user("vendor-onsite", { unit: "/People", seen: 120, more: { isGuestUser: true } }),
    user("ci-freight", { unit: "/Service", seen: "never", ageDays: 500, enrolled: false, enforced: false }),
    user("archived.person", { unit: "/Left", seen: 700, more: { archived: true, archivalTime: ago(600) } }),
    user(SUBJECT, { unit: "/Service", more: { isDelegatedAdmin: true } }),
  ];
  const email = (name: string): string => `${name}@${DOMAIN}`;
  const platform = group("platform", 2);
  const audit = group("audit", 1);
  const staff = group("all-staff", 1, { adminCreated: true });
  const suppliers = group("suppliers", 3, { adminCreated: false });
  const nested = group("yard-leads", 2);
  const groups: GoogleGroup[] = [platform, audit, staff, suppliers, nested, group("retired-project", 0)];
  const members: Readonly<Record<string, readonly Member[]>> = {
    [platform.id]: [member(email("bruno.keller"), "OWNER"), member(email("farid.zaman"))],
    [audit.id]: [member(email("ines.halvorsen"), "OWNER")],
    [staff.id]: [everybody()],
    [suppliers.id]: [
      member(email("chidi.mensah"), "OWNER"),
      member("dispatch@haulier.example.net"),
      member(`amara.okafor@${ALIAS_DOMAIN}`),
    ],
    [nested.id]: [member(email("platform"), "MEMBER", "GROUP"), member(email("amara.okafor"), "OWNER")],
  };
  const settings = Object.keys(GOOD_SETTINGS).map((type) =>
    policy(type, (NEGLECTED.has(type) ? BAD_SETTINGS[type] : GOOD_SETTINGS[type]) ?? {}),
  );
  const factor = "security.two_step_verification_enforcement_factor";
  return {
    ...base,
    customer: { ...base.customer, alternateEmail: "owner@example.net", phoneNumber: "+15550199" },
    domains: [domain(DOMAIN, ago(2000), { isPrimary: true }), domain("depot.example.org", ago(700))],
    domainAliases: [domainAlias(ALIAS_DOMAIN, ago(1500)), domainAlias(`${DOMAIN}.test-google-a.com`, ago(2000))],
    users: indexed(users),
    deletedUsers: [{ ...user("hana.suzuki"), deletionTime: ago(5) }],
    roleAssignments: [
      ...assignmentsOf(users),
      // A role through a group.
      assignment(ROLE_IDS.groupsAdmin, groupId(platform.email), { assigneeType: "GROUP" }),
    ],
    groups,
    members: (id) => members[id] ?? [],
    tokens: (id) =>
      id === numericId(`user/${email("chidi.mensah")}`)
        ? [
            {
              kind: "admin#directory#token",
              clientId: "104857600000000000077.apps.example.com",
              displayText: "Free PDF wizard",
              scopes: ["https://www.googleapis.com/auth/drive"],
              anonymous: false,
              nativeApp: false,
              userKey: id,
            },
          ]
        : [],
    mobileDevices: [
      { who: "amara.okafor", os: "Android 16", encryptionStatus: "Encrypted", devicePasswordStatus: "On", patch: 40 },
      {
        who: "chidi.mensah",
        os: "Android 11",
        encryptionStatus: "Not encrypted",
        devicePasswordStatus: "Off",
        patch: 900,
      },
    ].map(({ who, patch, ...state }) => ({
      kind: "admin#directory#mobiledevice",
      resourceId: numericId(`mobile/${who}`),
      deviceId: numericId(`device/${who}`),
      email: [email(who)],
      model: "Handset",
      type: "ANDROID",
      status: "APPROVED",
      deviceCompromisedStatus: "No compromise detected",
      adbStatus: false,
      developerOptionsStatus: false,
      unknownSourcesStatus: false,
      // Not in the collector's mask: it must never be sealed.
      serialNumber: `SN-${numericId(who)}`,
      imei: "490154203237518",
      securityPatchLevel: agoMs(patch),
      firstSync: ago(400),
      lastSync: ago(2),
      ...state,
    })),
    chromeDevices: [
      { name: "gate-1", status: "ACTIVE", autoUpdateExpiration: agoMs(-700), lastSync: ago(0.1) },
      { name: "gate-2", status: "ACTIVE", autoUpdateExpiration: agoMs(200), lastSync: ago(3) },
      { name: "yard-old", status: "DEPROVISIONED", autoUpdateExpiration: agoMs(900), lastSync: ago(800) },
    ].map(({ name, ...state }) => ({
      kind: "admin#directory#chromeosdevice",
      deviceId: numericId(`chrome/${name}`),
      model: "Meridian yard terminal",
      osVersion: "142.0.7444.59",
      platformVersion: "16433.41.0",
      osVersionCompliance: "COMPLIANT",
      bootMode: "Verified",
      annotatedAssetId: name,
      annotatedUser: email("amara.okafor"),
      orgUnitPath: "/People/Operations",
      lastEnrollmentTime: ago(900),
      ...state,
    })),
    activities: {
      login: [
        ...users
          .slice(0, 6)
          .map((one, number) =>
            activity("login", "login_success", 0.5 + number / 10, { actor: one.primaryEmail, number }),
          ),
        activity("login", "login_failure", 0.3, { actor: email("chidi.mensah") }),
        activity("login", "suspicious_login", 3, { actor: email("chidi.mensah") }),
      ],
      admin: [
        activity("admin", "ASSIGN_ROLE", 12, {
          actor: email("bruno.keller"),
          type: "DELEGATED_ADMIN_SETTINGS",
          parameters: [
            { name: "ROLE_NAME", value: "_HELP_DESK_ADMIN_ROLE" },
            { name: "USER_EMAIL", value: email("ines.halvorsen") },
          ],
        }),
        activity("admin", "CHANGE_APPLICATION_SETTING", 20, {
          actor: email("karin.vance"),
          type: "APPLICATION_SETTINGS",
          parameters: [
            { name: "APPLICATION_NAME", value: "Gmail" },
            { name: "SETTING_NAME", value: "IMAP_ACCESS" },
            { name: "OLD_VALUE", value: "false" },
            { name: "NEW_VALUE", value: "true" },
          ],
        }),
      ],
      token: [
        activity("token", "authorize", 6, {
          actor: email("chidi.mensah"),
          type: "auth",
          parameters: [
            { name: "client_id", value: "104857600000000000077.apps.example.com" },
            { name: "app_name", value: "Free PDF wizard" },
            { name: "client_type", value: "WEB" },
            { name: "scope", multiValue: ["https://www.googleapis.com/auth/drive"] },
          ],
        }),
      ],
    },
    policies: [
      ...base.policies,
      ...settings,
      // GWS-02: of two policies of one type on one unit the higher sort order holds.
      policy("security.session_controls", { webSessionDuration: "1209600s" }, { order: 200.5 }),
      // GWS-04: enforced in operations, where nobody may enrol.
      policy("security.two_step_verification_enrollment", { allowEnrollment: false }, { unit: "/Service" }),
      // GWS-09: nothing is allowed, but internal apps are.
      policy(
        "workspace_marketplace.apps_access_options",
        { accessLevel: "ALLOW_NONE", allowAllInternalApps: true },
        { unit: "/IT" },
      ),
      // GWS-10: administrators as a group of their own, whose sort order lies below every other.
      policy(factor, { allowedSignInFactorSet: "PASSKEY_ONLY" }, { group: "WORKSPACE_ALL_ADMIN_GROUP", order: 2 }),
      policy("gmail.imap_access", { enableImapAccess: false }, { unit: "/IT" }),
      policy("gmail.auto_forwarding", { enableAutoForwarding: false }, { group: `groups/${groupId(audit.email)}` }),
      // A unit that was deleted: nobody has this.
      policy("gmail.pop_access", { enablePopAccess: true }, { unit: "/Closed depot" }),
      policy(
        "gmail.confidential_mode",
        { enableConfidentialMode: true },
        {
          system: true,
          order: 101.002_17,
          query: "entity.licenses.exists(license, license in ['/product/Google-Apps/sku/1010020020'])",
        },
      ),
      ...ALERTS.map((name, index) =>
        policy(
          "rule.system_defined_alerts",
          alertRule(name, index % 5 === 4 ? "INACTIVE" : "ACTIVE", index % 3 !== 2),
          {
            order: 1,
            rule: name,
          },
        ),
      ),
      policy("rule.dlp", leakRule("drive", "block"), { order: 1, rule: "drive" }),
      policy("rule.dlp", leakRule("gmail", "audit"), { order: 1, rule: "gmail" }),
    ],
    ssoProfiles: [
      {
        name: "inboundSamlSsoProfiles/0meridian",
        customer: `customers/${base.customer.id}`,
        displayName: "Freight partners' provider",
        idpConfig: { entityId: "https://idp.example.net/", singleSignOnServiceUri: "https://idp.example.net/sso" },
      },
    ],
    ssoAssignments: [
      {
        name: "inboundSsoAssignments/0meridian",
        customer: `customers/${base.customer.id}`,
        targetGroup: `groups/${groupId(suppliers.email)}`,
        ssoMode: "SSO_OFF",
        rank: 1,
      },
    ],
    customerUsage: usageOf(users, false),
    userUsage: (one) => usageOfUser(one, one.primaryEmail === email("chidi.mensah")),
    zone: {
      ...goodMail(DOMAIN),
      ...goodMail(ALIAS_DOMAIN),
      // GWS-12: signed with a selector that nobody asks for.
      "depot.example.org": { MX: ["1 smtp.google.com."], TXT: ["v=spf1 include:_spf.google.com ~all"] },
      "freight2019._domainkey.depot.example.org": {
        TXT: ["v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AEXAMPLE"],
      },
      "_dmarc.depot.example.org": { TXT: ["v=DMARC1; p=none; rua=mailto:dmarc@example.org"] },
    },
  };
}
