import { fixedClock } from "#core";
import {
  deliveryChannelKind,
  lambdaFunctionKind,
  recorderKind,
  retentionKind,
  s3BucketKind,
} from "../../collectors/aws-config/evidence.ts";
import { awsConfig } from "../../collectors/aws-config/index.ts";
import { estate } from "../../collectors/aws-config/test/estate.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import { collectorContract, type CollectorHarness } from "./collector-contract.ts";
import { sandboxFaults } from "./sandbox-faults.ts";

const clock = fixedClock("2026-11-20T12:00:00.000Z");

/** Operations that go wrong in one run: none in a row keeps another of the row from being asked. */
const TOGETHER: readonly (readonly string[])[] = [
  [
    "config:ListConfigurationRecorders",
    "config:DescribeDeliveryChannels",
    "config:DescribeRetentionConfigurations",
    "config:DescribeConformancePacks",
    "config:GetDiscoveredResourceCounts",
    "config:SelectResourceConfig",
    "config:SelectAggregateResourceConfig",
    "config:DescribeConfigRuleEvaluationStatus",
    "config:GetComplianceDetailsByConfigRule",
    "config:DescribeRemediationExceptions",
  ],
  ["config:DescribeConfigurationRecorders", "config:DescribeConfigRules", "config:DescribeConfigurationAggregators"],
  [
    "config:DescribeConfigurationRecorderStatus",
    "config:DescribeDeliveryChannelStatus",
    "config:DescribeComplianceByConfigRule",
    "config:DescribeRemediationConfigurations",
    "config:DescribeConformancePackCompliance",
    "config:DescribeConfigurationAggregatorSourcesStatus",
  ],
  ["account:ListRegions"],
];

/** One account in three regions with AWS Config whole: two asked directly, one through an aggregator. */
const harness: CollectorHarness = {
  collector: awsConfig,
  clock,
  async start(organisation) {
    const asOf = clock.now();
    const sandbox = await startSandbox({
      organisation: estate({ asOf, bare: organisation === "empty", items: organisation === "pages" ? 900 : 0 }),
      clock,
    });
    const [first] = sandbox.accounts;
    if (first === undefined) throw new Error("the sandbox has no account");
    return {
      config: { endpoint: sandbox.url },
      env: {
        AWS_ACCESS_KEY_ID: first.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: first.credentials.secretAccessKey,
      },
      secrets: [first.credentials.secretAccessKey, first.credentials.accessKeyId],
      fault: sandboxFaults(sandbox, "NotFound"),
      calls: () => sandbox.calls(),
      close: () => sandbox.close(),
    };
  },
  signIn: "sts:GetCallerIdentity",
  list: {
    operation: "config:SelectResourceConfig",
    kinds: [s3BucketKind, lambdaFunctionKind],
    requiredField: "Results",
  },
  refusable: TOGETHER,
  bodies: TOGETHER,
  onDemand: [],
  alwaysThere: [recorderKind, deliveryChannelKind, retentionKind],
};

collectorContract(harness);
