import type { ConfigAggregator } from "../organisation/config-model.ts";
import type { Account } from "../organisation/model.ts";
import { ServiceError } from "../protocol/answer.ts";
import { type Call, type Handlers, requiredInput } from "./call.ts";
import { tokenPage } from "./paging.ts";

const RULES = { limitName: "Limit", tokenName: "NextToken", most: 100, invalidCode: "InvalidLimitException" } as const;

function aggregatorsOf({ account, region }: Call): readonly ConfigAggregator[] {
  return account.config?.find((config) => config.region === region)?.aggregators ?? [];
}

export function aggregatorOf(call: Call, name: string): ConfigAggregator {
  const found = aggregatorsOf(call).find((aggregator) => aggregator.name === name);
  if (found === undefined)
    throw new ServiceError(
      400,
      "NoSuchConfigurationAggregatorException",
      "You have specified a configuration aggregator that does not exist.",
    );
  return found;
}

/** Whether the aggregator holds what the account's region has. */
export function isCovered({ regions, failed }: ConfigAggregator, account: Account, region: string): boolean {
  return (regions === undefined || regions.includes(region)) && !failed.includes(`${account.id}/${region}`);
}

export const configAggregatorHandlers: Handlers = {
  DescribeConfigurationAggregators(call) {
    const { account, region } = call;
    return tokenPage(
      call,
      "ConfigurationAggregators",
      aggregatorsOf(call),
      ({ name, organization, regions }) => {
        const where = regions === undefined ? { AllAwsRegions: true } : { AllAwsRegions: false, AwsRegions: regions };
        return {
          ConfigurationAggregatorName: name,
          ConfigurationAggregatorArn: `arn:aws:config:${region}:${account.id}:config-aggregator/config-aggregator-${name}`,
          ...(organization
            ? {
                OrganizationAggregationSource: {
                  RoleArn: `arn:aws:iam::${account.id}:role/aws-service-role/config/ConfigAggregator`,
                  ...where,
                },
              }
            : { AccountAggregationSources: [{ AccountIds: [account.id], ...where }] }),
          CreationTime: account.joined.at,
          LastUpdatedTime: account.joined.at,
        };
      },
      RULES,
    );
  },

  DescribeConfigurationAggregatorSourcesStatus(call) {
    const aggregator = aggregatorOf(call, requiredInput(call, "ConfigurationAggregatorName"));
    const accounts = aggregator.organization
      ? call.organisation.accounts.filter(({ state }) => state === "ACTIVE")
      : [call.account];
    const sources = accounts.flatMap((account) =>
      account.regions
        .filter(({ status }) => status !== "DISABLED")
        .flatMap(({ name }) =>
          aggregator.regions === undefined || aggregator.regions.includes(name) ? [{ account, region: name }] : [],
        ),
    );
    return tokenPage(
      call,
      "AggregatedSourceStatusList",
      sources,
      ({ account, region }) => {
        const isGood = isCovered(aggregator, account, region);
        return {
          SourceId: account.id,
          SourceType: "ACCOUNT",
          AwsRegion: region,
          LastUpdateStatus: isGood ? "SUCCEEDED" : "FAILED",
          LastUpdateTime: new Date(call.now.getTime() - 3_600_000),
          ...(isGood
            ? {}
            : { LastErrorCode: "ResourceNotAvailable", LastErrorMessage: "AWS Config could not read the source." }),
        };
      },
      RULES,
    );
  },
};
