import type { Operation } from "#sdk";
import { jsonOperation, queryOperation, restOperation } from "../_aws/operations.ts";
import {
  aggregatorKind,
  awsConfigKinds,
  conformancePackKind,
  deliveryChannelKind,
  ITEM_TYPES,
  recorderKind,
  remediationExceptionKind,
  remediationKind,
  resourceCountKind,
  retentionKind,
  ruleComplianceKind,
  ruleKind,
  ruleResultKind,
} from "./evidence.ts";

const TARGET = "StarlingDoveService";
const ALL = awsConfigKinds.map(({ id }) => id);
const ITEMS = ITEM_TYPES.map(({ kind }) => kind.id);
/** What can be told only of a region whose recorder is known. */
const BEHIND_RECORDER = [
  deliveryChannelKind,
  retentionKind,
  ruleKind,
  ruleComplianceKind,
  ruleResultKind,
  conformancePackKind,
  remediationKind,
  remediationExceptionKind,
  resourceCountKind,
].map(({ id }) => id);

function config(name: string, kinds: readonly string[], why: string, optional = false): Operation {
  return jsonOperation("config", TARGET, name, { kinds, why, ...(optional ? { optional: true } : {}) });
}

/** Every read that the collector makes; the gateway refuses any other. */
export const awsConfigOperations: readonly Operation[] = [
  queryOperation("sts", "GetCallerIdentity", {
    kinds: [],
    why: "proves the credentials; names the account and the caller",
    action: null,
  }),
  queryOperation("sts", "AssumeRole", {
    kinds: [],
    why: "enters the accounts that the configuration names",
    optional: true,
    sensitive: true,
  }),
  queryOperation("sts", "AssumeRoleWithWebIdentity", {
    kinds: [],
    why: "signs in with a token of the environment or profile",
    action: null,
    optional: true,
    sensitive: true,
  }),
  jsonOperation("organizations", "AWSOrganizationsV20161128", "ListAccounts", {
    kinds: [],
    why: "finds the accounts of the organization when the configuration asks for all",
    optional: true,
  }),
  restOperation("account", "ListRegions", "POST", "/listRegions", {
    kinds: ALL,
    why: "regions that the account has enabled: AWS Config is regional",
  }),
  config(
    "ListConfigurationRecorders",
    [recorderKind.id, ...BEHIND_RECORDER, ...ITEMS],
    "whether a region has a recorder; the only list with the recorders that AWS services made",
  ),
  config(
    "DescribeConfigurationRecorders",
    [recorderKind.id, ...BEHIND_RECORDER, ...ITEMS],
    "what a recorder records: a type that it leaves out is unseen, not absent",
  ),
  config(
    "DescribeConfigurationRecorderStatus",
    [recorderKind.id, ...BEHIND_RECORDER, ...ITEMS],
    "whether a recorder is running and working",
  ),
  config("DescribeDeliveryChannels", [deliveryChannelKind.id], "where items and snapshots are delivered"),
  config("DescribeDeliveryChannelStatus", [deliveryChannelKind.id], "whether delivery works"),
  config("DescribeRetentionConfigurations", [retentionKind.id], "how long items are kept"),
  config(
    "DescribeConfigRules",
    [ruleKind.id, ruleComplianceKind.id, ruleResultKind.id, remediationKind.id, remediationExceptionKind.id],
    "the organization's own rules with their parameters",
  ),
  config("DescribeConfigRuleEvaluationStatus", [ruleKind.id], "whether a rule has been evaluated, and when"),
  config(
    "DescribeComplianceByConfigRule",
    [ruleComplianceKind.id, ruleResultKind.id],
    "what AWS Config concluded for each rule",
  ),
  config(
    "GetComplianceDetailsByConfigRule",
    [ruleResultKind.id],
    "resources of a rule, where the recorder does not record AWS::Config::ResourceCompliance",
  ),
  config(
    "DescribeRemediationConfigurations",
    [remediationKind.id, remediationExceptionKind.id],
    "which rules repair what they find",
  ),
  config("DescribeRemediationExceptions", [remediationExceptionKind.id], "resources that a repair leaves alone"),
  config("DescribeConformancePacks", [conformancePackKind.id], "conformance packs of the region"),
  config("DescribeConformancePackCompliance", [conformancePackKind.id], "conclusions of a pack's rules"),
  config("DescribeConfigurationAggregators", [aggregatorKind.id], "aggregators, to read an organization through one"),
  config(
    "DescribeConfigurationAggregatorSourcesStatus",
    [aggregatorKind.id],
    "which account and region an aggregator really holds, and how fresh",
  ),
  config("GetDiscoveredResourceCounts", [resourceCountKind.id], "the inventory in numbers"),
  config("SelectResourceConfig", [ruleResultKind.id, ...ITEMS], "configuration items of a region"),
  config(
    "SelectAggregateResourceConfig",
    [resourceCountKind.id, ruleResultKind.id, ...ITEMS],
    "configuration items and counts through an organization aggregator",
    true,
  ),
];
