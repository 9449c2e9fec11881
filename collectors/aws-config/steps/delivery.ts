import {
  DescribeDeliveryChannelsCommand,
  DescribeDeliveryChannelStatusCommand,
  DescribeRetentionConfigurationsCommand,
} from "@aws-sdk/client-config-service";
import type { Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import { gap, record } from "../../_aws/emit.ts";
import { plain } from "../../_aws/plain.ts";
import { deliveryChannelKind, retentionKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";
import type { Unseen } from "../unseen.ts";

const CHANNELS = "config:DescribeDeliveryChannels";
const STATUS = "config:DescribeDeliveryChannelStatus";
const RETENTION = "config:DescribeRetentionConfigurations";

/** AWS's own retention when none is configured: seven years. */
const DEFAULT_RETENTION_DAYS = 2557;

/** Where a region's items are delivered, and whether that works. One channel a region. */
export async function* delivery(session: AccountSession, region: string, unseen: Unseen): AsyncGenerator<Emission> {
  const { scope, signal } = session;
  const client = session.regional(region);
  const channels = await ask(() => client.send(new DescribeDeliveryChannelsCommand({}), { abortSignal: signal }), {
    operation: CHANNELS,
    requires: ["DeliveryChannels"],
    signal,
    region,
  });
  if (!channels.ok) {
    unseen.mark(deliveryChannelKind);
    yield gap(scope, deliveryChannelKind, CHANNELS, channels.problem, region);
    return;
  }
  const place = { accountId: scope.account, awsRegion: region };
  const [channel] = channels.value.DeliveryChannels ?? [];
  if (channel === undefined) return void (yield record(scope, deliveryChannelKind, { ...place, channel: null }));
  const states = await ask(() => client.send(new DescribeDeliveryChannelStatusCommand({}), { abortSignal: signal }), {
    operation: STATUS,
    requires: ["DeliveryChannelsStatus"],
    signal,
    region,
  });
  const status = states.ok ? states.value.DeliveryChannelsStatus?.find(({ name }) => name === channel.name) : undefined;
  yield record(scope, deliveryChannelKind, {
    ...place,
    channel: plain({ ...channel, ...(status === undefined ? {} : { status }) }),
  });
  if (states.ok) return;
  unseen.mark(deliveryChannelKind);
  yield gap(scope, deliveryChannelKind, STATUS, states.problem, region);
}

/** How long a region keeps items; an empty list is AWS's default. */
export async function* retention(session: AccountSession, region: string, unseen: Unseen): AsyncGenerator<Emission> {
  const { scope, signal } = session;
  const answer = await ask(
    () => session.regional(region).send(new DescribeRetentionConfigurationsCommand({}), { abortSignal: signal }),
    { operation: RETENTION, requires: ["RetentionConfigurations"], signal, region },
  );
  if (!answer.ok) {
    unseen.mark(retentionKind);
    yield gap(scope, retentionKind, RETENTION, answer.problem, region);
    return;
  }
  const [configured] = answer.value.RetentionConfigurations ?? [];
  yield record(scope, retentionKind, {
    accountId: scope.account,
    awsRegion: region,
    configured: configured !== undefined,
    retentionPeriodInDays: configured === undefined ? DEFAULT_RETENTION_DAYS : configured.RetentionPeriodInDays,
  });
}
