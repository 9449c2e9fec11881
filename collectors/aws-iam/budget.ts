/** Counts of an estate, as the formula of aws-iam.md §2 and §7 names them. */
export interface EstateCounts {
  readonly users: number;
  readonly groups: number;
  readonly roles: number;
  readonly customerPolicies: number;
  readonly awsPoliciesInUse: number;
  readonly virtualMfaDevices: number;
  readonly serviceCredentials: number;
  readonly samlProviders: number;
  readonly oidcProviders: number;
  readonly serverCertificates: number;
  /** Calls that the credential report takes: 1 when a fresh one exists, 3 to 6 when it must be made. */
  readonly reportCalls: number;
  readonly organization?: {
    readonly accounts: number;
    /** Policies of each enabled type. */
    readonly policies: readonly number[];
  };
  /** Regions asked, and findings of each active analyzer. */
  readonly analyzers?: { readonly regions: number; readonly findings: readonly number[] };
  readonly identityCenter?: { readonly permissionSets: number; readonly provisionedPairs: number };
}

/**
 * The fewest calls that an account's evidence takes. The collector stays within 1.3 times this; a test counts.
 * Source: platforms/aws-iam.md §2 and §7. Account-wide extras beside the formula count one call each.
 */
export function minimalCalls(counts: EstateCounts): number {
  return iamCalls(counts) + organizationCalls(counts) + analyzerCalls(counts) + identityCenterCalls(counts);
}

function iamCalls(c: EstateCounts): number {
  const providers = c.samlProviders + c.oidcProviders;
  const principals = c.users + c.groups + c.roles + c.customerPolicies + c.awsPoliciesInUse;
  return (
    4 +
    pagesOf(principals, 1000) +
    c.reportCalls +
    pagesOf(c.virtualMfaDevices, 1000) +
    pagesOf(c.serviceCredentials, 1000) +
    (providers > 0 ? 2 + providers : 0) +
    Math.ceil(c.serverCertificates / 1000)
  );
}

function organizationCalls({ organization }: EstateCounts): number {
  if (organization === undefined) return 0;
  const policies = organization.policies.reduce((sum, count) => sum + count, 0);
  const lists = organization.policies.reduce((sum, count) => sum + pagesOf(count, 20), 0);
  return 2 + pagesOf(organization.accounts, 20) + lists + 2 * policies + 2;
}

function analyzerCalls({ analyzers }: EstateCounts): number {
  if (analyzers === undefined) return 0;
  return 1 + analyzers.regions + analyzers.findings.reduce((sum, count) => sum + pagesOf(count, 100), 0);
}

function identityCenterCalls({ identityCenter }: EstateCounts): number {
  if (identityCenter === undefined) return 0;
  return (
    1 +
    pagesOf(identityCenter.permissionSets, 100) +
    6 * identityCenter.permissionSets +
    identityCenter.provisionedPairs
  );
}

/** A list takes a call even when it is empty. */
function pagesOf(items: number, page: number): number {
  return Math.max(1, Math.ceil(items / page));
}
