import type { ExhibitError, Instant } from "#core";
import type { AnyKind, Emission } from "#sdk";
import { complete, gap, incomplete } from "../_aws/emit.ts";
import { homeRegion } from "../_aws/partitions.ts";
import { type AccountOptions, isSignInError } from "../_aws/several-accounts.ts";
import { recordsType } from "./coverage.ts";
import {
  aggregatorKind,
  awsConfigKinds,
  conformancePackKind,
  deliveryChannelKind,
  ITEM_TYPES,
  remediationExceptionKind,
  remediationKind,
  resourceCountKind,
  retentionKind,
  ruleComplianceKind,
  ruleKind,
  ruleResultKind,
} from "./evidence.ts";
import { aggregated, type Covered, direct, unrecorded } from "./places.ts";
import type { RegionList } from "./regions.ts";
import type { AccountSession } from "./session.ts";
import type { FoundAggregators } from "./steps/aggregators.ts";
import { conformancePacks } from "./steps/conformance-packs.ts";
import { delivery, retention } from "./steps/delivery.ts";
import { DESCRIBE, type Doubt, recording, type RegionRecording } from "./steps/recording.ts";
import { remediation } from "./steps/remediation.ts";
import type { AggregatorSession, ResourceState } from "./steps/resources.ts";
import { type RegionRules, ruleCompliance, rules } from "./steps/rules.ts";
import { Unseen } from "./unseen.ts";

/** What the run knows beyond the account: how its regions were listed, and an aggregator that covers some of them. */
export interface AccountPlan {
  readonly regions: RegionList;
  /** Set in the account whose aggregators were looked for. */
  readonly aggregators: FoundAggregators | undefined;
  /** Account that aggregators were looked for in. */
  readonly aggregatorAccount: string;
  readonly aggregator: (AggregatorSession & { readonly covers: ReadonlyMap<string, Instant | undefined> }) | undefined;
}

/** Kinds of which nothing can be told where the recorder is off. */
const BEHIND_RECORDER: readonly AnyKind[] = [
  ruleKind,
  ruleComplianceKind,
  ruleResultKind,
  conformancePackKind,
  remediationKind,
  remediationExceptionKind,
  resourceCountKind,
];

/**
 * Everything of one account. When the credentials stop being accepted on the way, every kind that is not finished
 * becomes a gap, and the generator returns that error: who runs several accounts goes on with the next.
 */
export async function* collectAccount(
  session: AccountSession,
  prepare: () => Promise<AccountPlan>,
  { excluded }: AccountOptions,
): AsyncGenerator<Emission, ExhibitError | undefined, void> {
  const { scope } = session;
  yield { type: "scope", scope, principal: session.identity.principal };
  if (excluded !== undefined) {
    const detail = `left out by ${excluded.owner}: ${excluded.reason}`;
    for (const kind of awsConfigKinds) yield gap(scope, kind, "configuration", { reason: "disabled", detail });
    return undefined;
  }
  const ended = new Set<string>();
  try {
    for await (const emission of everything(session, await prepare())) {
      if (emission.type === "population") ended.add(emission.kind.id);
      yield emission;
    }
    return undefined;
  } catch (error) {
    if (!isSignInError(error)) throw error;
    const remedy = error.remedy === undefined ? "" : ` ${error.remedy}`;
    const problem = { reason: "denied", detail: `${error.message}; nothing more could be asked.${remedy}` } as const;
    for (const kind of awsConfigKinds)
      if (!ended.has(kind.id)) yield gap(scope, kind, error.place ?? "sign-in", problem);
    return error;
  }
}

async function* everything(session: AccountSession, plan: AccountPlan): AsyncGenerator<Emission> {
  const { scope } = session;
  session.progress("collecting the account", { account: scope.account, regions: plan.regions.asked.length });
  const unseen = plan.aggregators?.unseen ?? new Unseen();
  const found = new Map<string, RegionRules>();
  const state: ResourceState = { session, unseen, rules: found, counts: new Map(), global: new Set() };
  let covered: readonly Covered[] = [];
  const recorded: Recorded = { any: new Set(), unknown: [], home: undefined };
  for (const { kinds, operation, problem, region } of plan.regions.unseen)
    unseen.addAll(kinds, operation, problem, region);
  yield* aggregators(plan, unseen, scope);
  for (const region of plan.regions.asked) {
    const recorder = yield* recording(session, region, unseen);
    note(recorded, region, region === homeRegion(session.identity.partition), recorder);
    if (recorder.state === "blind") {
      blind(unseen, recorder, region);
      if (recorder.recorder === true) {
        yield* delivery(session, region, unseen);
        yield* retention(session, region, unseen);
      }
      continue;
    }
    for (const { operation, problem } of recorder.doubt) unseen.addAll(regionalItemKinds(), operation, problem, region);
    yield* delivery(session, region, unseen);
    yield* retention(session, region, unseen);
    const regionRules = yield* rules(session, region, unseen);
    found.set(region, regionRules);
    yield* remediation(session, region, [...regionRules.rules.keys()], unseen);
    yield* conformancePacks(session, region, unseen);
    if (plan.aggregator?.covers.has(`${scope.account}/${region}`) === true)
      covered = [...covered, { region, recorder }];
    else yield* direct(state, region, recorder, regionRules);
  }
  if (plan.aggregator !== undefined && covered.length > 0) covered = yield* aggregated(state, plan.aggregator, covered);
  for (const regionRules of found.values()) yield* ruleCompliance(session, regionRules, unseen);
  globalTypes(session, plan, recorded, unseen);
  yield* unseen.gaps(scope);
  yield* endings(state, plan, covered);
}

/** Which types of no region are recorded, and where. */
interface Recorded {
  readonly any: Set<string>;
  /** Why it is not known of a region whether it records them. */
  readonly unknown: (Doubt & { readonly region: string })[];
  home: RegionRecording | undefined;
}

function note(recorded: Recorded, region: string, isHome: boolean, recorder: RegionRecording): void {
  if (isHome) recorded.home = recorder;
  if (recorder.state === "blind") {
    const { operation, problem } = recorder;
    if (recorder.recorder === undefined) recorded.unknown.push({ operation, problem, region });
    return;
  }
  if (recorder.group === undefined) recorded.unknown.push(...recorder.doubt.map((doubt) => ({ ...doubt, region })));
  for (const { resourceType, global } of ITEM_TYPES)
    if (global !== undefined && recordsType(recorder.group, resourceType) === true) recorded.any.add(resourceType);
}

function regionalItemKinds(): readonly AnyKind[] {
  return ITEM_TYPES.filter(({ global }) => global === undefined).map(({ kind }) => kind);
}

function blind(unseen: Unseen, recorder: Extract<RegionRecording, { state: "blind" }>, region: string): void {
  unseen.addAll([...BEHIND_RECORDER, ...regionalItemKinds()], recorder.operation, recorder.problem, region);
  // Where there is no recorder there is nothing to deliver or keep; where that is not known, these are not known either.
  if (recorder.recorder === undefined)
    unseen.addAll([deliveryChannelKind, retentionKind], recorder.operation, recorder.problem, region);
}

/** Types of no region are gaps when no recorder that could record them does. */
function globalTypes(session: AccountSession, plan: AccountPlan, recorded: Recorded, unseen: Unseen): void {
  const home = homeRegion(session.identity.partition);
  for (const { resourceType, kind, global } of ITEM_TYPES) {
    if (global === undefined) continue;
    if (global === "any") {
      if (recorded.any.has(resourceType)) continue;
      for (const { operation, problem, region } of recorded.unknown) unseen.add(kind, operation, problem, region);
      if (recorded.unknown.length > 0) continue;
      const detail = `no recorder of the account records ${resourceType}`;
      unseen.add(kind, DESCRIBE, { reason: "disabled", detail }, plan.regions.asked.join(", "));
      continue;
    }
    const recorder = recorded.home;
    if (recorder === undefined) {
      const detail = `the region was not asked, and only its recorder records ${resourceType}`;
      unseen.add(kind, "account:ListRegions", { reason: "disabled", detail }, home);
    } else if (recorder.state === "blind") unseen.add(kind, recorder.operation, recorder.problem, home);
    else {
      for (const { operation, problem } of recorder.doubt) unseen.add(kind, operation, problem, home);
      if (recordsType(recorder.group, resourceType) === false)
        unseen.add(kind, DESCRIBE, unrecorded(recorder, resourceType), home);
    }
  }
}

/** Aggregators were looked for in one account; in the others the kind is not asked for. */
function* aggregators(plan: AccountPlan, unseen: Unseen, scope: AccountSession["scope"]): Generator<Emission> {
  if (plan.aggregators !== undefined) return yield* plan.aggregators.emissions;
  unseen.mark(aggregatorKind);
  const detail = `aggregators are looked for in account ${plan.aggregatorAccount} only`;
  yield gap(scope, aggregatorKind, "config:DescribeConfigurationAggregators", { reason: "disabled", detail });
}

function* endings(
  { session, unseen, counts: total }: ResourceState,
  { aggregator }: AccountPlan,
  covered: readonly { readonly region: string }[],
): Generator<Emission> {
  const { scope } = session;
  // Counts of a region that was not seen whole, or of types of no region (which several regions count), prove nothing.
  const isCounted = !unseen.touches(resourceCountKind);
  const instants = covered.flatMap(({ region }) => aggregator?.covers.get(`${scope.account}/${region}`) ?? []);
  const oldest = instants.toSorted()[0];
  const globals = new Set(ITEM_TYPES.filter(({ global }) => global !== undefined).map(({ kind }) => kind.id));
  const types = new Map(ITEM_TYPES.map(({ kind, resourceType }) => [kind.id, resourceType]));
  for (const kind of awsConfigKinds) {
    const resourceType = types.get(kind.id);
    const isItem = resourceType !== undefined;
    const details = {
      ...(isItem && isCounted && !globals.has(kind.id)
        ? { reported: total.get(resourceType) ?? 0, reportedBy: "config:GetDiscoveredResourceCounts" }
        : {}),
      ...(isItem && oldest !== undefined ? { sourceAt: oldest } : {}),
    };
    yield unseen.touches(kind) ? incomplete(scope, kind, details) : complete(scope, kind, details);
  }
}
