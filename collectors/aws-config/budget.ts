/** One region of one account, as the formula of aws-config.md §2 names it. */
export interface RegionCounts {
  /** False: no recorder of its own, so that the rest of the region is skipped. */
  readonly recorder: boolean;
  readonly rules: number;
  /** Resources that each non-compliant rule has, and resources with any result. */
  readonly contradicted: readonly number[];
  readonly resourcesWithResults: number;
  readonly items: number;
  /** Rules of each conformance pack. */
  readonly packs: readonly number[];
  /** Rules with a remediation action. */
  readonly remediations: number;
  readonly serviceLinkedRecorders: number;
  /** Items, counts and results come through an aggregator. */
  readonly aggregated: boolean;
}

export interface EstateCounts {
  /** Account by account, region by region. */
  readonly accounts: readonly (readonly RegionCounts[])[];
  /** Sources of each aggregator. */
  readonly aggregators: readonly number[];
  readonly organizationAccounts?: number;
}

/**
 * The fewest calls that an estate's evidence takes; the collector stays within 1.3 times this, and a test counts.
 * Source: platforms/aws-config.md §2, with the terms that the page leaves open: retention, the inventory in numbers,
 * items beside compliance, remediation. Rule conclusions are always asked per region: an aggregator omits rules
 * without results, so what it says is cheaper but not complete.
 */
export function minimalCalls({ accounts, aggregators, organizationAccounts }: EstateCounts): number {
  const signIn = 1 + 2 * Math.max(0, accounts.length - 1);
  const organization = organizationAccounts === undefined ? 0 : pagesOf(organizationAccounts, 20);
  const asked = accounts[0]?.length ?? 0;
  const sources = aggregators.reduce((sum, count) => sum + pagesOf(count, 100), 0);
  return signIn + organization + asked + sources + accounts.reduce((sum, regions) => sum + accountCalls(regions), 0);
}

function accountCalls(regions: readonly RegionCounts[]): number {
  const aggregated = regions.filter((region) => region.recorder && region.aggregated);
  const through =
    aggregated.length === 0
      ? 0
      : 1 + pagesOf(sumOf(aggregated, ({ items }) => items) + sumOf(aggregated, resultItems), 100);
  return 1 + regions.reduce((sum, region) => sum + regionCalls(region), 0) + through;
}

/** Five for the recorder wherever there is one; without one, the list alone says so. */
function regionCalls(region: RegionCounts): number {
  const serviceLinked = 2 * region.serviceLinkedRecorders;
  if (!region.recorder) return 1 + serviceLinked;
  const rules = pagesOf(region.rules, 25) + Math.ceil(region.rules / 25) + Math.ceil(region.rules / 50);
  const repairs = Math.ceil(region.rules / 25) + region.remediations;
  const packs = pagesOf(region.packs.length, 20) + region.packs.reduce((sum, count) => sum + pagesOf(count, 1000), 0);
  const resources = region.aggregated ? 0 : 1 + pagesOf(region.items + resultItems(region), 100);
  return 5 + 1 + serviceLinked + rules + repairs + packs + resources;
}

/** Results cost nothing where every rule is content. */
function resultItems({ contradicted, resourcesWithResults }: RegionCounts): number {
  return contradicted.length === 0 ? 0 : resourcesWithResults;
}

function sumOf(regions: readonly RegionCounts[], count: (region: RegionCounts) => number): number {
  return regions.reduce((sum, region) => sum + count(region), 0);
}

/** A list takes a call even when it is empty. */
function pagesOf(items: number, page: number): number {
  return Math.max(1, Math.ceil(items / page));
}
