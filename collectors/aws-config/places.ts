import type { AnyKind, Emission } from "#sdk";
import type { Problem } from "../_aws/errors.ts";
import { homeRegion } from "../_aws/partitions.ts";
import { recordsType } from "./coverage.ts";
import { ITEM_TYPES, resourceCountKind, ruleResultKind } from "./evidence.ts";
import { RESOURCE_COMPLIANCE } from "./query.ts";
import { DESCRIBE, type RegionRecording } from "./steps/recording.ts";
import {
  aggregateCounts,
  aggregateItems,
  type AggregatorSession,
  counts,
  items,
  type ResourceState,
  SELECT_AGGREGATE,
  type Wanted,
} from "./steps/resources.ts";
import { contradicted, type RegionRules, ruleDetails } from "./steps/rules.ts";
import type { Unseen } from "./unseen.ts";

type On = Extract<RegionRecording, { state: "on" }>;

/** A region that an aggregator holds. */
export interface Covered {
  readonly region: string;
  readonly recorder: On;
}

export function unrecorded({ name }: On, resourceType: string) {
  return { reason: "disabled", detail: `the recorder ${name} does not record ${resourceType}` } as const;
}

/** What to ask of a region; types that its recorder leaves out are gaps there. */
function wantedOf(
  recorder: On,
  region: string,
  unseen: Unseen,
): Omit<Wanted, "results"> & { readonly results: boolean } {
  const types: string[] = [];
  const kinds: AnyKind[] = [];
  for (const { resourceType, kind, global } of ITEM_TYPES) {
    if (recordsType(recorder.group, resourceType) === false) {
      if (global === undefined) unseen.add(kind, DESCRIBE, unrecorded(recorder, resourceType), region);
      continue;
    }
    types.push(resourceType);
    kinds.push(kind);
  }
  return { types, kinds, results: recordsType(recorder.group, RESOURCE_COMPLIANCE) === true };
}

/** A region that is asked itself. */
export async function* direct(
  state: ResourceState,
  region: string,
  recorder: On,
  regionRules: RegionRules,
): AsyncGenerator<Emission> {
  yield* counts(state, region);
  yield* regionItems(state, region, recorder, regionRules);
}

async function* regionItems(
  state: ResourceState,
  region: string,
  recorder: On,
  regionRules: RegionRules,
): AsyncGenerator<Emission> {
  const wanted = wantedOf(recorder, region, state.unseen);
  const results = wanted.results && contradicted(regionRules).length > 0 ? [regionRules] : [];
  if (wanted.types.length > 0 || results.length > 0) yield* items(state, region, { ...wanted, results });
  if (!wanted.results) yield* ruleDetails(state.session, regionRules, state.unseen);
}

/**
 * Counts, items and results of all covered regions at once: the cheaper way, and as complete as the sources' status. An
 * aggregator that answers nothing at all is left aside, and its regions are asked themselves. Returns the regions that
 * were read through it.
 */
export async function* aggregated(
  state: ResourceState,
  aggregator: AggregatorSession,
  covered: readonly Covered[],
): AsyncGenerator<Emission, readonly Covered[]> {
  const { session, unseen, rules: found } = state;
  const regions = covered.map(({ region }) => region);
  const within = {
    account: session.scope.account,
    regions,
    global: regions.includes(homeRegion(session.identity.partition)),
  };
  const uncounted = yield* aggregateCounts(state, aggregator, within);
  if (uncounted !== undefined) return yield* withoutAggregator(state, uncounted, covered, [resourceCountKind]);
  const wanted = covered.map(({ region, recorder }) => ({ region, ...wantedOf(recorder, region, unseen) }));
  const types = ITEM_TYPES.filter(({ resourceType }) => wanted.some((one) => one.types.includes(resourceType)));
  const kinds = types.map(({ kind }) => kind);
  const resultsOf = wanted.flatMap(({ region, results }) => (results ? (found.get(region) ?? []) : []));
  const refused = yield* aggregateItems(state, aggregator, within, {
    types: types.map(({ resourceType }) => resourceType),
    kinds,
    results: resultsOf.some((regionRules) => contradicted(regionRules).length > 0) ? resultsOf : [],
  });
  if (refused !== undefined) return yield* withoutAggregator(state, refused, covered, []);
  for (const { region, results } of wanted) {
    const regionRules = found.get(region);
    if (!results && regionRules !== undefined) yield* ruleDetails(session, regionRules, unseen);
  }
  return covered;
}

/** Asks each region itself. Where that does not answer either, the aggregator's refusal is a part of why. */
async function* withoutAggregator(
  state: ResourceState,
  problem: Problem,
  covered: readonly Covered[],
  uncounted: readonly AnyKind[],
): AsyncGenerator<Emission, readonly Covered[]> {
  const { session, unseen, rules: found } = state;
  session.progress("the aggregator does not answer: reading its regions one by one", { reason: problem.detail });
  for (const { region, recorder } of covered) {
    const regionRules = found.get(region);
    if (regionRules === undefined) continue;
    const kinds = [...uncounted, ...ITEM_TYPES.map(({ kind }) => kind), ruleResultKind];
    const before = new Set(kinds.filter((kind) => unseen.touchesIn(kind, region)));
    if (uncounted.length > 0) yield* counts(state, region);
    yield* regionItems(state, region, recorder, regionRules);
    const lost = kinds.filter((kind) => unseen.touchesIn(kind, region) && !before.has(kind));
    unseen.addAll(lost, SELECT_AGGREGATE, problem, region);
  }
  return [];
}
