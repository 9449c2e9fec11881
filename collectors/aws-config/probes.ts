import { ListRegionsCommand } from "@aws-sdk/client-account";
import {
  type ConfigServiceClient,
  DescribeComplianceByConfigRuleCommand,
  DescribeConfigRuleEvaluationStatusCommand,
  DescribeConfigRulesCommand,
  DescribeConfigurationAggregatorsCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConformancePacksCommand,
  DescribeDeliveryChannelsCommand,
  DescribeDeliveryChannelStatusCommand,
  DescribeRetentionConfigurationsCommand,
  GetDiscoveredResourceCountsCommand,
  ListConfigurationRecordersCommand,
  SelectResourceConfigCommand,
} from "@aws-sdk/client-config-service";
import type { AccountSession } from "./session.ts";

type Probe = (session: AccountSession) => Promise<unknown>;

/** A call to AWS Config in the first region. */
function inRegion(
  call: (client: ConfigServiceClient, options: { abortSignal: AbortSignal }) => Promise<unknown>,
): Probe {
  return (session) => call(session.regional(session.firstRegion), { abortSignal: session.signal });
}

/** The cheapest call of each operation that can be tried without naming an entity. */
export const PROBES: Readonly<Record<string, Probe>> = {
  "account:ListRegions": ({ account, signal }) =>
    account.send(new ListRegionsCommand({ MaxResults: 1 }), { abortSignal: signal }),
  "config:ListConfigurationRecorders": inRegion((client, options) =>
    client.send(new ListConfigurationRecordersCommand({ MaxResults: 1 }), options),
  ),
  "config:DescribeConfigurationRecorders": inRegion((client, options) =>
    client.send(new DescribeConfigurationRecordersCommand({}), options),
  ),
  "config:DescribeConfigurationRecorderStatus": inRegion((client, options) =>
    client.send(new DescribeConfigurationRecorderStatusCommand({}), options),
  ),
  "config:DescribeDeliveryChannels": inRegion((client, options) =>
    client.send(new DescribeDeliveryChannelsCommand({}), options),
  ),
  "config:DescribeDeliveryChannelStatus": inRegion((client, options) =>
    client.send(new DescribeDeliveryChannelStatusCommand({}), options),
  ),
  "config:DescribeRetentionConfigurations": inRegion((client, options) =>
    client.send(new DescribeRetentionConfigurationsCommand({}), options),
  ),
  "config:DescribeConfigRules": inRegion((client, options) => client.send(new DescribeConfigRulesCommand({}), options)),
  "config:DescribeConfigRuleEvaluationStatus": inRegion((client, options) =>
    client.send(new DescribeConfigRuleEvaluationStatusCommand({ Limit: 1 }), options),
  ),
  "config:DescribeComplianceByConfigRule": inRegion((client, options) =>
    client.send(new DescribeComplianceByConfigRuleCommand({}), options),
  ),
  "config:DescribeConformancePacks": inRegion((client, options) =>
    client.send(new DescribeConformancePacksCommand({ Limit: 1 }), options),
  ),
  "config:DescribeConfigurationAggregators": inRegion((client, options) =>
    client.send(new DescribeConfigurationAggregatorsCommand({ Limit: 1 }), options),
  ),
  "config:GetDiscoveredResourceCounts": inRegion((client, options) =>
    client.send(new GetDiscoveredResourceCountsCommand({ limit: 1 }), options),
  ),
  "config:SelectResourceConfig": inRegion((client, options) =>
    client.send(
      new SelectResourceConfigCommand({
        Expression: "SELECT resourceId WHERE resourceType = 'AWS::S3::Bucket'",
        Limit: 1,
      }),
      options,
    ),
  ),
};

/** Errors that a permitted call may answer: the platform has read the request, and the answer is a fact. */
export const FACTS: ReadonlySet<string> = new Set([
  "NoAvailableConfigurationRecorderException",
  "NoSuchConfigurationRecorderException",
  "NoSuchDeliveryChannelException",
  "NoSuchConfigRuleException",
]);
