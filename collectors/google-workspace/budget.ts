/** Counts of a tenant, as the formula of google-workspace.md §2 names them. */
export interface TenantCounts {
  readonly users: number;
  readonly deletedUsers: number;
  readonly roles: number;
  readonly roleAssignments: number;
  readonly policies: number;
  /** Events in the window of each application. */
  readonly events: readonly number[];
  readonly usersInUsageReport: number;
  readonly mobileDevices?: number;
  readonly chromeDevices?: number;
  readonly groups?: number;
  /** Members of each group that has some. */
  readonly members?: readonly number[];
  /** Users whose grants are asked for. */
  readonly tokens?: number;
  /** Names asked in DNS: MX, SPF, DMARC, MTA-STS, TLS-RPT and at least one DKIM selector for each domain. */
  readonly domains: number;
}

/**
 * The fewest calls that a tenant's evidence takes. The collector stays within 1.3 times this; a test counts.
 * Source: platforms/google-workspace.md §2. Beside that formula: the token, deleted users, and DNS.
 */
export function minimalCalls(counts: TenantCounts): number {
  const token = 1;
  const tenant = 4;
  const { members = [], events } = counts;
  return (
    token +
    tenant +
    pagesOf(counts.users, 500) +
    pagesOf(counts.deletedUsers, 500) +
    pagesOf(counts.roles, 100) +
    pagesOf(counts.roleAssignments, 200) +
    1 +
    pagesOf(counts.usersInUsageReport, 1000) +
    pagesOf(counts.policies, 100) +
    2 +
    events.reduce((sum, count) => sum + pagesOf(count, 1000), 0) +
    optional(counts.mobileDevices, 100) +
    optional(counts.chromeDevices, 300) +
    optional(counts.groups, 200) +
    members.reduce((sum, count) => sum + pagesOf(count, 200), 0) +
    (counts.tokens ?? 0) +
    6 * counts.domains
  );
}

/** A list takes a call even when it is empty. */
function pagesOf(items: number, page: number): number {
  return Math.max(1, Math.ceil(items / page));
}

function optional(items: number | undefined, page: number): number {
  return items === undefined ? 0 : pagesOf(items, page);
}
