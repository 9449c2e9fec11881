import {
  type AggregatedSourceStatus,
  DescribeConfigurationAggregatorsCommand,
  type DescribeConfigurationAggregatorsResponse,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  type DescribeConfigurationAggregatorSourcesStatusResponse,
} from "@aws-sdk/client-config-service";
import type { Emission } from "#sdk";
import { gap, record } from "../../_aws/emit.ts";
import { byToken, collectAll, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { aggregatorKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";
import { Unseen } from "../unseen.ts";

const AGGREGATORS = "config:DescribeConfigurationAggregators";
const SOURCES = "config:DescribeConfigurationAggregatorSourcesStatus";

/** An aggregator that resources can be read through. */
export interface UsableAggregator {
  readonly name: string;
  readonly region: string;
  /** Account and region (`111122223333/eu-west-1`) to the instant that the aggregator was last up to date with it. */
  readonly covers: ReadonlyMap<string, string | undefined>;
}

export interface FoundAggregators {
  /** What there is to say of aggregators in the account that was asked. */
  readonly emissions: readonly Emission[];
  readonly usable: readonly UsableAggregator[];
  readonly unseen: Unseen;
}

/** Aggregators in these regions of the account, and which sources each really holds. Few, and kept in memory. */
export async function findAggregators(session: AccountSession, regions: readonly string[]): Promise<FoundAggregators> {
  const { scope, signal } = session;
  const emissions: Emission[] = [];
  const usable: UsableAggregator[] = [];
  const unseen = new Unseen();
  for (const region of regions) {
    const client = session.regional(region);
    const { items, problem } = await collectAll(
      pages<DescribeConfigurationAggregatorsResponse>({
        operation: AGGREGATORS,
        requires: ["ConfigurationAggregators"],
        signal,
        region,
        fetch: (NextToken) =>
          client.send(
            new DescribeConfigurationAggregatorsCommand({
              Limit: 100,
              ...(NextToken === undefined ? {} : { NextToken }),
            }),
            { abortSignal: signal },
          ),
        continuation: ({ NextToken }) => byToken(NextToken),
      }),
      ({ ConfigurationAggregators }) => ConfigurationAggregators ?? [],
    );
    if (problem !== undefined) unseen.add(aggregatorKind, AGGREGATORS, problem, region);
    for (const aggregator of items) {
      const { ConfigurationAggregatorName: name } = aggregator;
      if (name === undefined) continue;
      const sources = await sourcesOf(session, region, name);
      emissions.push(
        record(scope, aggregatorKind, {
          ...plain(aggregator),
          accountId: scope.account,
          awsRegion: region,
          ...(sources.problem === undefined ? { Sources: plain(sources.items) } : {}),
        }),
      );
      // One that leaves out types or services would make what it leaves out look absent.
      const isWhole = aggregator.AggregatorFilters === undefined;
      if (sources.problem === undefined && isWhole) usable.push({ name, region, covers: covered(sources.items) });
      else if (sources.problem !== undefined) {
        unseen.mark(aggregatorKind);
        emissions.push(gap(scope, aggregatorKind, SOURCES, sources.problem, `${region}/${name}`));
      }
    }
  }
  return { emissions, usable, unseen };
}

function sourcesOf(session: AccountSession, region: string, ConfigurationAggregatorName: string) {
  return collectAll(
    pages<DescribeConfigurationAggregatorSourcesStatusResponse>({
      operation: SOURCES,
      requires: ["AggregatedSourceStatusList"],
      signal: session.signal,
      region,
      fetch: (NextToken) =>
        session.regional(region).send(
          new DescribeConfigurationAggregatorSourcesStatusCommand({
            ConfigurationAggregatorName,
            Limit: 100,
            ...(NextToken === undefined ? {} : { NextToken }),
          }),
          { abortSignal: session.signal },
        ),
      continuation: ({ NextToken }) => byToken(NextToken),
    }),
    ({ AggregatedSourceStatusList }) => AggregatedSourceStatusList ?? [],
  );
}

/** Only sources that are up to date: what is FAILED or OUTDATED is read where it lives. */
function covered(sources: readonly AggregatedSourceStatus[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    sources
      .filter(({ LastUpdateStatus, SourceType }) => LastUpdateStatus === "SUCCEEDED" && SourceType !== "ORGANIZATION")
      .map(({ SourceId, AwsRegion, LastUpdateTime }) => [
        `${SourceId}/${AwsRegion}`,
        plain({ LastUpdateTime }).LastUpdateTime,
      ]),
  );
}
