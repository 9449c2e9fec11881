import { minimalCalls, type TenantCounts } from "../../collectors/google-workspace/budget.ts";
import { type GoogleTenant, startGoogleSandbox } from "../../src/sandbox/google/index.ts";
import { type Observed, type PeerCalls, type Platform, total } from "./platform.ts";

const KEY = "EXHIBIT_BENCH_GOOGLE_KEY";
/** Set-up of ScubaGoggles and Prowler counts a few calls; the larger number of peers.md §4.3. */
const PEER_SETUP = 4;

function sizeOf(users: number) {
  return { users, groups: users / 10, logins: users * 5, mobileDevices: users / 2, chromeDevices: users / 10 };
}

interface Counts extends TenantCounts {
  readonly privileged: number;
}

export const googlePlatform: Platform = {
  id: "google-workspace",
  unit: "users",
  sizes: [100, 1_000, 10_000],
  formula: "google-workspace.md §2",
  describe(users) {
    const { groups, logins, mobileDevices, chromeDevices } = sizeOf(users);
    return `${users} users, ${groups} groups with members, ${logins} sign-ins a week, ${mobileDevices} mobile and ${chromeDevices} ChromeOS devices`;
  },
  async start(users) {
    const sandbox = await startGoogleSandbox({ size: sizeOf(users) });
    return {
      connection: `  - id: google
    collector: google-workspace
    config:
      endpoint: ${sandbox.url}
      customer: ${sandbox.tenant.customer.id}
      subject: ${sandbox.subject}
      credentials: "\${env:${KEY}}"
`,
      env: { [KEY]: sandbox.credentials },
      counts: countsOf(sandbox.tenant),
      calls: () => sandbox.calls(),
      close: () => sandbox.close(),
    };
  },
  judge({ calls, counts }: Observed) {
    const known = counts as Counts;
    const directory = total(calls, /^directory:/);
    const reports = total(calls, /^reports:/);
    const policies = total(calls, /^cloudidentity:/);
    return {
      minimal: minimalCalls(known),
      peers: peersOf(known),
      limits: [
        {
          limit: "Directory and Reports together under 2,400 queries a minute",
          minutes: (directory + reports) / 2_400,
        },
        { limit: "Cloud Identity at one query a second (its pace in our gateway)", minutes: policies / 60 },
        {
          limit: "in turn, 0.2 s a call, settings a second apart (how the collector asks)",
          minutes: ((total(calls) - policies) * 0.2 + policies) / 60,
        },
      ],
      notes: [
        `${directory} Directory, ${reports} Reports, ${policies} Cloud Identity calls, ${total(calls) - directory - reports - policies} others (sign-in, DNS)`,
      ],
    };
  },
};

function countsOf(tenant: GoogleTenant): Counts {
  return {
    users: tenant.users.count,
    deletedUsers: tenant.deletedUsers.length,
    roles: tenant.roles.length,
    roleAssignments: tenant.roleAssignments.length,
    policies: tenant.policies.length,
    events: (["login", "admin", "token"] as const).map((application) => tenant.activities[application].length),
    usersInUsageReport: tenant.users.count,
    mobileDevices: tenant.mobileDevices.length,
    chromeDevices: tenant.chromeDevices.length,
    groups: tenant.groups.length,
    members: tenant.groups.flatMap(({ id, directMembersCount }) =>
      directMembersCount === "0" ? [] : [tenant.members(id).length],
    ),
    domains: [
      ...tenant.domains.map(({ domainName }) => domainName),
      ...tenant.domainAliases.map(({ domainAliasName }) => domainAliasName),
    ].filter((name) => !name?.endsWith(".test-google-a.com")).length,
    privileged: tenant.roleAssignments.length,
  };
}

/** Formulas of peers.md §4.3. */
function peersOf({
  users,
  roles,
  roleAssignments,
  policies,
  groups = 0,
  privileged,
  domains,
}: Counts): readonly PeerCalls[] {
  return [
    {
      name: "Prowler",
      formula: "U/500 + roles + assignments + 12 settings lists + 4",
      source: "read; no group, member, device, event or report",
      calls: Math.ceil(users / 500) + Math.ceil(roles / 100) + Math.ceil(roleAssignments / 100) + 12 + PEER_SETUP,
    },
    {
      name: "ScubaGoggles",
      formula: "settings + 16 event lists + G + administrators + 10 licences + 3D",
      source: "read in provider.py and policy_api.py; no users, members, devices or usage",
      calls: Math.ceil(policies / 100) + 16 + groups + privileged + 10 + 3 * domains,
    },
  ];
}
