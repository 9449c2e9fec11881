import type { ConfigRegion } from "../organisation/config-model.ts";
import type { Account } from "../organisation/model.ts";
import { type Fields, ServiceError } from "../protocol/answer.ts";
import { type Call, type Handlers, requiredInput } from "./call.ts";
import { aggregatorOf, isCovered } from "./config-aggregators.ts";
import { isRecorded, parseQuery, projected, type Query, rowsOf, wanted } from "./config-query.ts";
import { marker, markerPosition } from "./paging.ts";

/** A region's rows and whose they are. */
interface Source {
  readonly account: Account;
  readonly config: ConfigRegion;
}

export function regionOf(account: Account, region: string): ConfigRegion | undefined {
  return account.config?.find((config) => config.region === region);
}

function invalidToken(): ServiceError {
  return new ServiceError(400, "InvalidNextTokenException", "The specified next token is not valid.");
}

function limitOf(call: Call, name: "Limit" | "limit", most: number, fallback: number): number {
  const asked = Number(call.input[name] ?? 0);
  if (!Number.isInteger(asked) || asked < 0 || asked > most)
    throw new ServiceError(400, "InvalidLimitException", "The specified limit is outside the allowable range.");
  return asked === 0 ? fallback : asked;
}

/** A page of a query over several regions: the token is where to go on, so that no page looks at what came before. */
function select(call: Call, sources: readonly Source[], fallback: number): Fields {
  const query = parseQuery(requiredInput(call, "Expression"));
  const QueryInfo = { SelectFields: query.members.map((Name) => ({ Name })) };
  if (query.groupBy.length > 0) return { ...grouped(call, query, sources), QueryInfo };
  const limit = limitOf(call, "Limit", 100, fallback);
  const [startSource = 0, startRow = 0] = (markerPosition(call, "NextToken", invalidToken) ?? "0.0")
    .split(".")
    .map(Number);
  const Results: string[] = [];
  for (let place = startSource; place < sources.length; place += 1) {
    const source = sources[place];
    if (source === undefined || !mayHold(query, source)) continue;
    const rows = rowsOf(source.account.id, source.config);
    for (let index = place === startSource ? startRow : 0; index < rows.count; index += 1) {
      if (!wanted(query, source.account.id, rows.typeAt(index), rows.regionAt(index))) continue;
      const row = rows.at(index);
      if (row === undefined) continue;
      if (Results.length === limit) return { Results, QueryInfo, NextToken: marker(`${place}.${index}`) };
      Results.push(projected(query, row));
    }
  }
  return { Results, QueryInfo };
}

/** Whether a place can have rows that the query asks for: most accounts of an aggregator have none, and are passed over whole. */
function mayHold(query: Query, { account, config }: Source): boolean {
  return query.where.every(
    ({ member, values }) =>
      (member !== "accountId" || values.has(account.id)) &&
      (member !== "awsRegion" || values.has(config.region) || values.has("global")),
  );
}

function grouped(call: Call, query: Query, sources: readonly Source[]): Fields {
  const groups = new Map<string, { readonly members: readonly string[]; count: number }>();
  for (const { account, config } of sources) {
    if (!mayHold(query, { account, config })) continue;
    for (const [place, count] of countsOf(config)) {
      const [awsRegion = "", resourceType = ""] = place.split(" ");
      if (!wanted(query, account.id, resourceType, awsRegion)) continue;
      const values: Readonly<Record<string, string>> = { accountId: account.id, awsRegion, resourceType };
      const members = query.groupBy.map((member) => values[member] ?? "");
      const key = members.join(" ");
      const group = groups.get(key) ?? { members, count: 0 };
      group.count += count;
      groups.set(key, group);
    }
  }
  const all = [...groups.values()].map(({ members, count }) =>
    JSON.stringify({ ...Object.fromEntries(query.groupBy.map((name, at) => [name, members[at]])), "COUNT(*)": count }),
  );
  const limit = limitOf(call, "Limit", 100, 500);
  const from = Number(markerPosition(call, "NextToken", invalidToken) ?? 0);
  const to = from + limit;
  return { Results: all.slice(from, to), ...(to < all.length ? { NextToken: marker(String(to)) } : {}) };
}

const COUNTED = new WeakMap<ConfigRegion, ReadonlyMap<string, number>>();

/** Recorded resources by region and type; counted once. */
function countsOf(config: ConfigRegion): ReadonlyMap<string, number> {
  const known = COUNTED.get(config);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (let index = 0; index < config.items.count; index += 1) {
    const { awsRegion, resourceType } = config.items.at(index);
    if (!isRecorded(config, resourceType)) continue;
    const key = `${awsRegion} ${resourceType}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  COUNTED.set(config, counts);
  return counts;
}

export const configResourceHandlers: Handlers = {
  GetDiscoveredResourceCounts(call) {
    const config = regionOf(call.account, call.region);
    const counts = new Map<string, number>();
    for (const [place, count] of config === undefined ? [] : countsOf(config)) {
      const [, type = ""] = place.split(" ");
      counts.set(type, (counts.get(type) ?? 0) + count);
    }
    const all = [...counts].toSorted((a, b) => b[1] - a[1]).map(([resourceType, count]) => ({ resourceType, count }));
    const limit = limitOf(call, "limit", 100, 100);
    const from = Number(markerPosition(call, "nextToken", invalidToken) ?? 0);
    const to = from + limit;
    return {
      totalDiscoveredResources: all.reduce((sum, { count }) => sum + count, 0),
      resourceCounts: all.slice(from, to),
      ...(to < all.length ? { nextToken: marker(String(to)) } : {}),
    };
  },

  SelectResourceConfig(call) {
    const config = regionOf(call.account, call.region);
    return select(call, config === undefined ? [] : [{ account: call.account, config }], 25);
  },

  SelectAggregateResourceConfig(call) {
    const aggregator = aggregatorOf(call, requiredInput(call, "ConfigurationAggregatorName"));
    const sources = call.organisation.accounts.flatMap((account) =>
      account.state === "ACTIVE"
        ? (account.config ?? []).flatMap((config) =>
            isCovered(aggregator, account, config.region) ? [{ account, config }] : [],
          )
        : [],
    );
    return select(call, sources, 25);
  },
};
