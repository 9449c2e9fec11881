import type { FaultRule } from "../../../src/sandbox/faults.ts";
import { googleBuilder } from "../../../src/sandbox/google/builders.ts";
import { type GoogleTenant, startGoogleSandbox } from "../../../src/sandbox/google/index.ts";
import { DOMAIN } from "../../../src/sandbox/google/presets/base.ts";
import { goodTenant } from "../../../src/sandbox/google/presets/good.ts";
import { meridianTenant } from "../../../src/sandbox/google/presets/meridian.ts";
import { googleConnection } from "../../support/connection-run.ts";
import { clock, type State, type World } from "../world.ts";

const options = { asOf: clock.now() };
const meridian = meridianTenant(options);
const good = goodTenant(options);
const { policy } = googleBuilder(options, DOMAIN);

function unitOf(tenant: GoogleTenant, path: string): string {
  const unit = tenant.orgUnits.find(({ orgUnitPath }) => orgUnitPath === path);
  if (unit?.orgUnitId == null) throw new Error(`the tenant has no unit ${path}`);
  return unit.orgUnitId.replace(/^id:/, "orgUnits/");
}

function userOf(tenant: GoogleTenant, name: string): string {
  for (let index = 0; index < tenant.users.count; index += 1)
    if (tenant.users.at(index).primaryEmail === `${name}@${DOMAIN}`) return tenant.users.at(index).id;
  throw new Error(`the tenant has no user ${name}`);
}

function world(
  title: string,
  tenant: GoogleTenant,
  states: readonly State[],
  faults: readonly FaultRule[] = [],
): World {
  return {
    name: `Google Workspace, ${title}`,
    open: async () => {
      const sandbox = await startGoogleSandbox({ tenant, clock, faults });
      return { connection: googleConnection(sandbox), close: () => sandbox.close() };
    },
    states,
  };
}

/** The good tenant's policies without those of these types. */
const without = (...types: readonly string[]): GoogleTenant["policies"] =>
  good.policies.filter(({ setting }) => !types.some((type) => setting?.type === `settings/${type}`));

const SESSION = "security.session_controls";
const ENFORCEMENT = "security.two_step_verification_enforcement";
const POP = "gmail.pop_access";
const ENFORCED = "google-2sv-is-enforced";

export const googleWorlds: readonly World[] = [
  world("Meridian Freight", meridian, [
    {
      case: "GWS-02",
      state: "two policies of one setting on one unit: the lower sort order says 14 days, the higher less",
      check: "google-web-session-is-short",
      subject: unitOf(meridian, "/"),
      outcome: "pass",
    },
    {
      case: "GWS-04",
      state: "2SV enforced but enrolment disallowed",
      check: ENFORCED,
      subject: unitOf(meridian, "/Service"),
      outcome: "fail",
      observed: /enrolment is not allowed/,
    },
    {
      case: "GWS-08",
      state: "super admin is suspended: not among those who can act",
      check: "google-super-administrator-is-enrolled-in-2sv",
      subject: userOf(meridian, "gustav.weber"),
      outcome: "not-applicable",
    },
    {
      case: "GWS-08",
      state: "super admin is suspended: the role is still there",
      check: "google-suspended-user-holds-no-admin-role",
      subject: userOf(meridian, "gustav.weber"),
      outcome: "fail",
    },
    {
      case: "GWS-09",
      state: "ALLOW_NONE with 'allow internal apps' ticked",
      check: "google-marketplace-apps-are-restricted",
      subject: unitOf(meridian, "/IT"),
      outcome: "fail",
      observed: /internal apps/,
    },
    {
      case: "GWS-10",
      state: "policy group is WORKSPACE_ALL_ADMIN_GROUP: the administrators' own setting",
      check: "google-2sv-factor-of-administrators-is-phishing-resistant",
      subject: "WORKSPACE_ALL_ADMIN_GROUP",
      outcome: "pass",
      observed: /all administrators/,
    },
    {
      case: "GWS-10",
      state: "and no unit is judged for them besides",
      check: "google-2sv-factor-of-administrators-is-phishing-resistant",
      subject: unitOf(meridian, "/IT"),
      outcome: "not-applicable",
    },
    {
      case: "GWS-12",
      state: "DKIM selector is not google/selector1/selector2",
      check: "google-domain-signs-with-dkim",
      subject: "depot.example.org",
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      state: "an account made today that nobody has signed in to",
      check: "google-user-is-not-dormant",
      subject: userOf(meridian, "dana.novak"),
      outcome: "pass",
    },
    {
      state: "an account of 500 days that nobody ever signed in to",
      check: "google-user-is-not-dormant",
      subject: userOf(meridian, "ci-freight"),
      outcome: "fail",
    },
    {
      state: "a setting of a unit that was deleted: nobody has it",
      check: "google-pop-is-off",
      subject: unitOf(meridian, "/People"),
      outcome: "pass",
    },
  ]),
  world(
    "sort orders of ADMIN and SYSTEM",
    {
      ...good,
      policies: [
        ...without(SESSION, POP),
        // An administrator's setting stands above the system's, whatever the order in which the list gives them.
        policy(SESSION, { webSessionDuration: "3600s" }, { order: 201 }),
        policy(SESSION, { webSessionDuration: "1209600s" }, { system: true, order: 101 }),
        policy(POP, { enablePopAccess: true }, { system: true, order: 101 }),
        policy(POP, { enablePopAccess: false }, { order: 201 }),
      ],
    },
    [
      {
        case: "GWS-02",
        state: "SYSTEM and ADMIN types, SYSTEM last in the list",
        check: "google-web-session-is-short",
        subject: unitOf(good, "/"),
        outcome: "pass",
      },
      {
        case: "GWS-02",
        state: "SYSTEM and ADMIN types, ADMIN last in the list",
        check: "google-pop-is-off",
        subject: unitOf(good, "/"),
        outcome: "pass",
      },
    ],
  ),
  world(
    "enforcement that is not in force",
    { ...good, policies: [...without(ENFORCEMENT), policy(ENFORCEMENT, { enforcedFrom: "2027-06-01T00:00:00Z" })] },
    [
      {
        state: "2SV is enforced from a day that is still to come",
        check: ENFORCED,
        subject: unitOf(good, "/"),
        outcome: "fail",
      },
    ],
  ),
  world(
    "enforcement from the epoch, which is Google's word for off",
    { ...good, policies: [...without(ENFORCEMENT), policy(ENFORCEMENT, { enforcedFrom: "1970-01-01T00:00:00Z" })] },
    [{ state: "enforcedFrom is the epoch", check: ENFORCED, subject: unitOf(good, "/"), outcome: "fail" }],
  ),
  world(
    "a setting that Google answers nothing of, and one that only a licence has",
    {
      ...good,
      policies: [
        ...without("gmail.imap_access", ENFORCEMENT),
        policy(
          "gmail.imap_access",
          { enableImapAccess: false },
          {
            system: true,
            order: 101.002,
            query: "entity.licenses.exists(license, license in ['/product/Google-Apps/sku/1010020020'])",
          },
        ),
      ],
    },
    [
      {
        state: "off for a licence, the rest not stated",
        check: "google-imap-is-off",
        subject: unitOf(good, "/"),
        outcome: "undetermined",
      },
    ],
  ),
  world(
    "settings that may not be read",
    good,
    [
      {
        state: "the Policy API is refused",
        check: ENFORCED,
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
      },
    ],
    [{ operation: "cloudidentity:policies.list", fault: { kind: "deny" } }],
  ),
  world(
    "an edition without managed devices, reports that are not ready, mail records that do not resolve",
    good,
    [
      {
        state: "404 for devices: not available is not none",
        check: "google-chromeos-device-receives-updates",
        subject: "*",
        outcome: "undetermined",
      },
      {
        state: "403 quotaExceeded that does not end",
        check: "google-user-is-enrolled-in-2sv",
        subject: "*",
        outcome: "undetermined",
        reason: "rate-limited",
      },
      {
        state: "the resolver fails",
        check: "google-domain-has-spf",
        subject: DOMAIN,
        outcome: "undetermined",
      },
      {
        state: "the usage report of users is refused",
        check: "google-user-password-is-strong",
        subject: "*",
        outcome: "undetermined",
      },
    ],
    [
      { operation: "directory:chromeosdevices.list", fault: { kind: "error", status: 404, code: "notFound" } },
      { operation: "directory:users.list", fault: { kind: "throttle" } },
      { operation: "dns:resolve", fault: { kind: "server-error" } },
      { operation: "reports:userUsageReport.get", fault: { kind: "deny" } },
    ],
  ),
  world(
    "two SPF records, two DMARC records, a domain that nobody verified",
    {
      ...good,
      domains: good.domains.map((one) => ({
        ...one,
        verified: one.isPrimary === true ? false : (one.verified ?? true),
      })),
      zone: {
        ...good.zone,
        [DOMAIN]: { MX: ["1 smtp.google.com."], TXT: ["v=spf1 -all", "v=spf1 include:_spf.google.com -all"] },
        [`_dmarc.${DOMAIN}`]: { TXT: ["v=DMARC1; p=reject", "v=DMARC1; p=none"] },
      },
    },
    [
      { state: "two SPF records are none", check: "google-domain-has-spf", subject: DOMAIN, outcome: "fail" },
      { state: "two DMARC records are none", check: "google-domain-has-dmarc", subject: DOMAIN, outcome: "fail" },
      { state: "not verified", check: "google-domain-is-verified", subject: DOMAIN, outcome: "fail" },
    ],
  ),
];
