import {
  GetDiscoveredResourceCountsCommand,
  type GetDiscoveredResourceCountsResponse,
  SelectAggregateResourceConfigCommand,
  type SelectAggregateResourceConfigResponse,
  SelectResourceConfigCommand,
  type SelectResourceConfigResponse,
} from "@aws-sdk/client-config-service";
import type { AnyKind, Emission } from "#sdk";
import { gap, record } from "../../_aws/emit.ts";
import type { Problem } from "../../_aws/errors.ts";
import { byToken, drain, pages } from "../../_aws/pages.ts";
import { type ConfigurationItem, itemKey, resourceCountKind, ruleResultKind } from "../evidence.ts";
import {
  type AggregateScope,
  countExpression,
  itemExpressions,
  itemRecord,
  itemTypeOf,
  parseRow,
  RESOURCE_COMPLIANCE,
} from "../query.ts";
import type { AccountSession } from "../session.ts";
import type { Unseen } from "../unseen.ts";
import { type RegionRules, resultFacts } from "./rules.ts";

const COUNTS = "config:GetDiscoveredResourceCounts";
const SELECT = "config:SelectResourceConfig";
export const SELECT_AGGREGATE = "config:SelectAggregateResourceConfig";

/** What is known of an account's resources across its regions while they are read. */
export interface ResourceState {
  readonly session: AccountSession;
  readonly unseen: Unseen;
  readonly rules: ReadonlyMap<string, RegionRules>;
  /** Resources by type, as AWS Config counts them. */
  readonly counts: Map<string, number>;
  /** Keys of items of no region: several regions may record them, and they are one. */
  readonly global: Set<string>;
}

/** An aggregator to ask, with the session of the account that it belongs to. */
export interface AggregatorSession {
  readonly name: string;
  readonly region: string;
  readonly session: AccountSession;
}

type Row = Readonly<Record<string, unknown>>;
type Pages = AsyncGenerator<{ readonly Results?: readonly string[] | undefined }, Problem | undefined, void>;

/** How many resources of each type a region has. */
export async function* counts(
  { session, unseen, counts: total }: ResourceState,
  region: string,
): AsyncGenerator<Emission> {
  const { signal } = session;
  const source = pages<GetDiscoveredResourceCountsResponse>({
    operation: COUNTS,
    requires: ["resourceCounts"],
    signal,
    region,
    fetch: (nextToken) =>
      session
        .regional(region)
        .send(
          new GetDiscoveredResourceCountsCommand({ limit: 100, ...(nextToken === undefined ? {} : { nextToken }) }),
          {
            abortSignal: signal,
          },
        ),
    continuation: ({ nextToken }) => byToken(nextToken),
  });
  const problem = yield* drain(source, function* (page) {
    for (const { resourceType, count } of page.resourceCounts ?? [])
      yield counted(session, total, { awsRegion: region, resourceType, count });
  });
  if (problem !== undefined) unseen.add(resourceCountKind, COUNTS, problem, region);
}

function counted({ scope }: AccountSession, total: Map<string, number>, row: Row): Emission {
  const { resourceType, count } = row;
  if (typeof resourceType === "string" && typeof count === "number")
    total.set(resourceType, (total.get(resourceType) ?? 0) + count);
  return record(scope, resourceCountKind, { accountId: scope.account, ...row });
}

/**
 * The same through an aggregator: one call for all its regions. Returns why it gave nothing at all: then the regions
 * themselves can still be asked.
 */
export async function* aggregateCounts(
  { session, unseen, counts: total }: ResourceState,
  aggregator: AggregatorSession,
  within: AggregateScope,
): AsyncGenerator<Emission, Problem | undefined> {
  // Without a limit of ours AWS puts 500 groups on a page; with one, at most 100.
  const source = selectAggregate(aggregator, countExpression(within), undefined);
  let rows = 0;
  const problem = yield* drain(source, function* (page) {
    for (const text of page.Results ?? []) {
      rows += 1;
      const { awsRegion, resourceType, "COUNT(*)": count } = parseRow(text) ?? {};
      yield counted(session, total, { awsRegion, resourceType, count });
    }
  });
  if (problem === undefined || rows === 0) return problem;
  for (const region of within.regions) unseen.add(resourceCountKind, SELECT_AGGREGATE, problem, region);
  return undefined;
}

/** What to read of the resources of one place. */
export interface Wanted {
  readonly types: readonly string[];
  readonly kinds: readonly AnyKind[];
  /** Regions whose rules' results are wanted: they come as items of a type of their own. Empty = not asked for. */
  readonly results: readonly RegionRules[];
}

/** Items of one region. */
export async function* items(state: ResourceState, region: string, wanted: Wanted): AsyncGenerator<Emission> {
  const { session } = state;
  const { signal } = session;
  const select = (expression: string): Pages =>
    pages<SelectResourceConfigResponse>({
      operation: SELECT,
      requires: ["Results"],
      signal,
      region,
      fetch: (NextToken) =>
        session.regional(region).send(
          new SelectResourceConfigCommand({
            Expression: expression,
            Limit: 100,
            ...(NextToken === undefined ? {} : { NextToken }),
          }),
          { abortSignal: signal },
        ),
      continuation: ({ NextToken }) => byToken(NextToken),
    });
  const refused = yield* read(state, [region], SELECT, wanted, itemExpressions(typesOf(wanted)), select);
  if (refused !== undefined) unseeItems(state, [region], SELECT, wanted, refused);
}

/** What was wanted of the regions is not seen. */
export function unseeItems(
  { unseen }: ResourceState,
  regions: readonly string[],
  operation: string,
  { kinds, results }: Wanted,
  problem: Problem,
): void {
  const touched = results.length > 0 ? [...kinds, ruleResultKind] : kinds;
  for (const region of regions) unseen.addAll(touched, operation, problem, region);
}

/**
 * Items of several regions of the account through an aggregator. Returns why it gave nothing at all; where it breaks off
 * after some of it, the rest is a gap, because what is missing cannot be told from what came.
 */
export async function* aggregateItems(
  state: ResourceState,
  aggregator: AggregatorSession,
  within: AggregateScope,
  wanted: Wanted,
): AsyncGenerator<Emission, Problem | undefined> {
  const expressions = itemExpressions(typesOf(wanted), within);
  return yield* read(state, within.regions, SELECT_AGGREGATE, wanted, expressions, (expression) =>
    selectAggregate(aggregator, expression, 100),
  );
}

function typesOf({ types, results }: Wanted): readonly string[] {
  return results.length > 0 ? [...types, RESOURCE_COMPLIANCE] : types;
}

function selectAggregate(
  { name, region, session }: AggregatorSession,
  expression: string,
  most: number | undefined,
): Pages {
  const { signal } = session;
  return pages<SelectAggregateResourceConfigResponse>({
    operation: SELECT_AGGREGATE,
    requires: ["Results"],
    signal,
    region,
    fetch: (NextToken) =>
      session.regional(region).send(
        new SelectAggregateResourceConfigCommand({
          ConfigurationAggregatorName: name,
          Expression: expression,
          ...(most === undefined ? {} : { Limit: most }),
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
        { abortSignal: signal },
      ),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
}

/** Returns the problem when there was one and not a single result: what follows from it is the caller's to say. */
async function* read(
  state: ResourceState,
  regions: readonly string[],
  operation: string,
  wanted: Wanted,
  expressions: readonly string[],
  select: (expression: string) => Pages,
): AsyncGenerator<Emission, Problem | undefined> {
  const { kinds, results } = wanted;
  const problems: Problem[] = [];
  let rows = 0;
  for (const expression of expressions) {
    const problem = yield* drain(select(expression), function* (page) {
      for (const text of page.Results ?? []) {
        rows += 1;
        yield* oneResult(state, operation, regions, kinds, text);
      }
    });
    if (problem !== undefined) problems.push(problem);
  }
  const [first] = problems;
  if (first !== undefined && rows === 0) return first;
  for (const problem of problems) unseeItems(state, regions, operation, wanted, problem);
  if (first === undefined) for (const rules of results) rules.counted = ["COMPLIANT", "NON_COMPLIANT"];
  return undefined;
}

function* oneResult(
  state: ResourceState,
  operation: string,
  regions: readonly string[],
  kinds: readonly AnyKind[],
  text: string,
): Generator<Emission> {
  const { session, unseen, global } = state;
  const row = parseRow(text);
  if (row?.["resourceType"] === RESOURCE_COMPLIANCE) return yield* ruleResults(state, row);
  const type = itemTypeOf(row?.["resourceType"]);
  if (row === undefined || type === undefined) {
    const detail = "a result of the query cannot be read as a configuration item";
    for (const region of regions) unseen.addAll(kinds, operation, { reason: "schema-mismatch", detail }, region);
    return;
  }
  const item = itemRecord(row);
  if (row["awsRegion"] === "global" || type.global !== undefined) {
    const key = itemKey(item as ConfigurationItem);
    if (global.has(key)) return;
    global.add(key);
  }
  if (row["configurationItemStatus"] === "ResourceNotRecorded") {
    unseen.mark(type.kind);
    const detail = "AWS Config knows that the resource exists, but does not record its configuration";
    yield gap(session.scope, type.kind, operation, { reason: "disabled", detail }, itemKey(item as ConfigurationItem));
    return;
  }
  yield record(session.scope, type.kind, item);
}

/** One resource with the results of all its rules: what complies is counted, what does not is a record. */
function* ruleResults({ session, rules, unseen }: ResourceState, row: Row): Generator<Emission> {
  const { scope } = session;
  const { targetResourceType, targetResourceId, configRuleList } = (itemRecord(row)["configuration"] ?? {}) as Row;
  const found = rules.get(String(row["awsRegion"]));
  if (found === undefined || !Array.isArray(configRuleList)) {
    unseen.mark(ruleResultKind);
    const detail = "the results of a resource cannot be read";
    yield gap(scope, ruleResultKind, "config:SelectResourceConfig", { reason: "schema-mismatch", detail });
    return;
  }
  for (const entry of configRuleList as readonly Row[]) {
    const name = String(entry["configRuleName"]);
    const tally = found.tallies.get(name) ?? { COMPLIANT: 0, NON_COMPLIANT: 0 };
    found.tallies.set(name, tally);
    if (entry["complianceType"] === "COMPLIANT") tally.COMPLIANT += 1;
    if (entry["complianceType"] !== "NON_COMPLIANT") continue;
    tally.NON_COMPLIANT += 1;
    yield record(scope, ruleResultKind, {
      ...resultFacts(found, scope.account, name),
      ResourceType: targetResourceType,
      ResourceId: targetResourceId,
      ComplianceType: "NON_COMPLIANT",
    });
  }
}
