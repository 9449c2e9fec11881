import type { ConfigRegion } from "../organisation/config-model.ts";
import type { Fields } from "../protocol/answer.ts";
import { ServiceError, type Value } from "../protocol/answer.ts";
import { type Call, type Handlers, textInput } from "./call.ts";
import { configAggregatorHandlers } from "./config-aggregators.ts";
import { configResourceHandlers, regionOf } from "./config-resources.ts";
import { configRuleHandlers } from "./config-rules.ts";
import { tokenPage } from "./paging.ts";

const DAY_MS = 86_400_000;

interface AnyRecorder {
  readonly name: string;
  readonly arn: string;
  readonly servicePrincipal?: string;
}

function ownArn({ account, region }: Call, name: string): string {
  return `arn:aws:config:${region}:${account.id}:configuration-recorder/${name}/recorder01`;
}

function recordersOf(call: Call): readonly AnyRecorder[] {
  const config = regionOf(call.account, call.region);
  const own = config?.recorder;
  return [
    ...(own === undefined ? [] : [{ name: own.name, arn: ownArn(call, own.name) }]),
    ...(config?.serviceLinked ?? []).map(({ name, servicePrincipal }) => ({
      name,
      servicePrincipal,
      arn: ownArn(call, name),
    })),
  ];
}

/** The region's own recorder, or the one that the ARN names. */
function asked(call: Call): AnyRecorder | undefined {
  const arn = textInput(call, "Arn");
  const all = recordersOf(call);
  if (arn === undefined) return all.find(({ servicePrincipal }) => servicePrincipal === undefined);
  const found = all.find((recorder) => recorder.arn === arn);
  if (found === undefined)
    throw new ServiceError(
      400,
      "NoSuchConfigurationRecorderException",
      "You have specified a configuration recorder that does not exist.",
    );
  return found;
}

function recorderFields(call: Call, { name, arn, servicePrincipal }: AnyRecorder): Fields {
  const roleARN = `arn:aws:iam::${call.account.id}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
  if (servicePrincipal !== undefined)
    return {
      name,
      arn,
      servicePrincipal,
      roleARN,
      recordingScope: "INTERNAL",
      recordingGroup: {
        allSupported: false,
        includeGlobalResourceTypes: false,
        resourceTypes: ["AWS::EC2::Instance", "AWS::EC2::SecurityGroup"],
        recordingStrategy: { useOnly: "INCLUSION_BY_RESOURCE_TYPES" },
      },
      recordingMode: { recordingFrequency: "CONTINUOUS", recordingModeOverrides: [] },
    };
  const own = regionOf(call.account, call.region)?.recorder;
  return {
    name,
    arn,
    roleARN,
    recordingScope: "PAID",
    recordingGroup: own?.group as Value,
    recordingMode: { recordingFrequency: own?.frequency, recordingModeOverrides: [] },
  };
}

function statusFields(call: Call, { name, arn, servicePrincipal }: AnyRecorder): Fields {
  const own = servicePrincipal === undefined ? regionOf(call.account, call.region)?.recorder : undefined;
  const recording = own?.recording ?? true;
  const at = (days: number): Date => new Date(call.now.getTime() - days * DAY_MS);
  return {
    name,
    arn,
    ...(servicePrincipal === undefined ? {} : { servicePrincipal }),
    recording,
    lastStatus: own?.lastStatus ?? "SUCCESS",
    lastStartTime: at(200),
    ...(recording ? {} : { lastStopTime: at(20) }),
    lastStatusChangeTime: at(0.05),
    ...(own?.lastErrorCode === undefined
      ? {}
      : { lastErrorCode: own.lastErrorCode, lastErrorMessage: "The role of the recorder cannot be used." }),
  };
}

function channelOf({ account, region }: Call): ConfigRegion["channel"] {
  return regionOf(account, region)?.channel;
}

const recorderHandlers: Handlers = {
  ListConfigurationRecorders(call) {
    return tokenPage(
      call,
      "ConfigurationRecorderSummaries",
      recordersOf(call),
      ({ name, arn, servicePrincipal }) => ({
        name,
        arn,
        ...(servicePrincipal === undefined
          ? { recordingScope: "PAID" }
          : { servicePrincipal, recordingScope: "INTERNAL" }),
      }),
      { limitName: "MaxResults", tokenName: "NextToken", most: 20, invalidCode: "ValidationException" },
    );
  },

  DescribeConfigurationRecorders(call) {
    const recorder = asked(call);
    return { ConfigurationRecorders: recorder === undefined ? [] : [recorderFields(call, recorder)] };
  },

  DescribeConfigurationRecorderStatus(call) {
    const recorder = asked(call);
    return { ConfigurationRecordersStatus: recorder === undefined ? [] : [statusFields(call, recorder)] };
  },

  DescribeDeliveryChannels(call) {
    const channel = channelOf(call);
    if (channel === undefined) return { DeliveryChannels: [] };
    return {
      DeliveryChannels: [
        {
          name: channel.name,
          s3BucketName: channel.bucket,
          ...(channel.kmsKeyArn === undefined ? {} : { s3KmsKeyArn: channel.kmsKeyArn }),
          ...(channel.topicArn === undefined ? {} : { snsTopicARN: channel.topicArn }),
          configSnapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
        },
      ],
    };
  },

  DescribeDeliveryChannelStatus(call) {
    const channel = channelOf(call);
    if (channel === undefined) return { DeliveryChannelsStatus: [] };
    const isWell = channel.lastStatus !== "Failure";
    const hourAgo = new Date(call.now.getTime() - 3_600_000);
    const delivery = {
      lastStatus: channel.lastStatus,
      lastAttemptTime: hourAgo,
      ...(isWell
        ? { lastSuccessfulTime: hourAgo }
        : { lastErrorCode: "AccessDenied", lastErrorMessage: "The bucket refuses the delivery." }),
    };
    return {
      DeliveryChannelsStatus: [
        {
          name: channel.name,
          configSnapshotDeliveryInfo: delivery,
          configHistoryDeliveryInfo: delivery,
          configStreamDeliveryInfo: { lastStatus: channel.lastStatus, lastStatusChangeTime: hourAgo },
        },
      ],
    };
  },

  DescribeRetentionConfigurations(call) {
    const days = regionOf(call.account, call.region)?.retentionDays;
    return {
      RetentionConfigurations: days === undefined ? [] : [{ Name: "default", RetentionPeriodInDays: days }],
    };
  },
};

export const configServiceHandlers: Handlers = {
  ...recorderHandlers,
  ...configRuleHandlers,
  ...configResourceHandlers,
  ...configAggregatorHandlers,
};
