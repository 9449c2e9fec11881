import type { ConfigItem, ConfigRegion, ConfigServiceRule } from "../organisation/config-model.ts";
import { type Fields, ServiceError, type Value } from "../protocol/answer.ts";
import { type Call, type Handlers, requiredInput } from "./call.ts";
import { isRecorded } from "./config-query.ts";
import { regionOf } from "./config-resources.ts";
import { marker, markerPosition, tokenPage } from "./paging.ts";

/** AWS counts no further than this. */
const CAP = 100;
const PAGE_25 = { limitName: "Limit", tokenName: "NextToken", most: 25, invalidCode: "InvalidLimitException" } as const;
const PAGE_50 = { ...PAGE_25, most: 50 } as const;

function rulesOf(call: Call): readonly ConfigServiceRule[] {
  const all = regionOf(call.account, call.region)?.rules ?? [];
  const names = call.input["ConfigRuleNames"];
  if (!Array.isArray(names)) return all;
  return names.map((name) => ruleOf(all, String(name)));
}

function ruleOf(rules: readonly ConfigServiceRule[], name: string): ConfigServiceRule {
  const rule = rules.find((one) => one.name === name);
  if (rule === undefined)
    throw new ServiceError(
      400,
      "NoSuchConfigRuleException",
      `The ConfigRule '${name}' provided in the request is invalid.`,
    );
  return rule;
}

function ruleFields({ account, region }: Call, rule: ConfigServiceRule): Fields {
  return {
    ConfigRuleName: rule.name,
    ConfigRuleArn: `arn:aws:config:${region}:${account.id}:config-rule/${rule.name}`,
    ConfigRuleId: `config-rule-${rule.name}`,
    Scope: { ComplianceResourceTypes: rule.types },
    Source: {
      Owner: rule.owner,
      ...(rule.identifier === undefined ? {} : { SourceIdentifier: rule.identifier }),
    },
    InputParameters: JSON.stringify(rule.parameters ?? {}),
    ConfigRuleState: "ACTIVE",
    ...(rule.createdBy === undefined ? {} : { CreatedBy: rule.createdBy }),
    EvaluationModes: (rule.modes ?? ["DETECTIVE"]).map((Mode) => ({ Mode })),
  };
}

/** Resources of a region that a rule speaks about, with what it says. */
function* results(config: ConfigRegion, rule: ConfigServiceRule): Generator<{ item: ConfigItem; says: string }> {
  if (rule.conclusion !== undefined) return;
  for (let index = 0; index < config.items.count; index += 1) {
    const item = config.items.at(index);
    const says = isRecorded(config, item.resourceType) ? rule.verdict(item) : undefined;
    if (says !== undefined) yield { item, says };
  }
}

type Tally = Record<"COMPLIANT" | "NON_COMPLIANT", number>;

const TALLIED = new WeakMap<ConfigRegion, ReadonlyMap<string, Tally>>();

/** What every rule says of the region's items, counted in one pass and once. */
function tallies(config: ConfigRegion): ReadonlyMap<string, Tally> {
  const known = TALLIED.get(config);
  if (known !== undefined) return known;
  const counts = new Map<string, Tally>(config.rules.map(({ name }) => [name, { COMPLIANT: 0, NON_COMPLIANT: 0 }]));
  for (let index = 0; index < config.items.count; index += 1) {
    const item = config.items.at(index);
    if (!isRecorded(config, item.resourceType)) continue;
    for (const { name, verdict, conclusion } of config.rules) {
      const says = conclusion === undefined ? verdict(item) : undefined;
      const tally = counts.get(name);
      if (says !== undefined && tally !== undefined) tally[says] += 1;
    }
  }
  TALLIED.set(config, counts);
  return counts;
}

function concluded(config: ConfigRegion, rule: ConfigServiceRule): Fields {
  if (rule.conclusion !== undefined) return { ComplianceType: rule.conclusion };
  const { COMPLIANT, NON_COMPLIANT } = tallies(config).get(rule.name) ?? { COMPLIANT: 0, NON_COMPLIANT: 0 };
  if (COMPLIANT + NON_COMPLIANT === 0) return { ComplianceType: "INSUFFICIENT_DATA" };
  const ComplianceType = NON_COMPLIANT > 0 ? "NON_COMPLIANT" : "COMPLIANT";
  const contributors = NON_COMPLIANT > 0 ? NON_COMPLIANT : COMPLIANT;
  return {
    ComplianceType,
    ComplianceContributorCount: { CappedCount: Math.min(CAP, contributors), CapExceeded: contributors > CAP },
  };
}

export const configRuleHandlers: Handlers = {
  DescribeConfigRules(call) {
    return tokenPage(call, "ConfigRules", rulesOf(call), (rule) => ruleFields(call, rule), PAGE_25);
  },

  DescribeComplianceByConfigRule(call) {
    const config = regionOf(call.account, call.region);
    return tokenPage(
      call,
      "ComplianceByConfigRules",
      rulesOf(call),
      (rule) => ({
        ConfigRuleName: rule.name,
        ...(config === undefined ? {} : { Compliance: concluded(config, rule) }),
      }),
      PAGE_25,
    );
  },

  DescribeConfigRuleEvaluationStatus(call) {
    const { account, region, now } = call;
    const hourAgo = new Date(now.getTime() - 3_600_000);
    return tokenPage(
      call,
      "ConfigRulesEvaluationStatus",
      rulesOf(call),
      (rule) => {
        const isWell = rule.lastErrorCode === undefined;
        return {
          ConfigRuleName: rule.name,
          ConfigRuleArn: `arn:aws:config:${region}:${account.id}:config-rule/${rule.name}`,
          ConfigRuleId: `config-rule-${rule.name}`,
          FirstActivatedTime: account.joined.at,
          FirstEvaluationStarted: rule.conclusion !== "INSUFFICIENT_DATA",
          ...(isWell
            ? { LastSuccessfulInvocationTime: hourAgo, LastSuccessfulEvaluationTime: hourAgo }
            : {
                LastFailedInvocationTime: hourAgo,
                LastFailedEvaluationTime: hourAgo,
                LastErrorCode: rule.lastErrorCode,
                LastErrorMessage: "The function of the rule did not answer.",
              }),
        };
      },
      PAGE_50,
    );
  },

  GetComplianceDetailsByConfigRule(call) {
    const rule = ruleOf(rulesOf(call), requiredInput(call, "ConfigRuleName"));
    const config = regionOf(call.account, call.region);
    const types = call.input["ComplianceTypes"];
    const limit = Number(call.input["Limit"] ?? 10) || 10;
    const from = Number(
      markerPosition(
        call,
        "NextToken",
        () => new ServiceError(400, "InvalidNextTokenException", "The specified next token is not valid."),
      ) ?? 0,
    );
    const EvaluationResults: Value[] = [];
    let index = 0;
    for (const { item, says } of config === undefined ? [] : results(config, rule)) {
      if (Array.isArray(types) && !types.includes(says)) continue;
      index += 1;
      if (index <= from) continue;
      if (EvaluationResults.length === limit) return { EvaluationResults, NextToken: marker(String(from + limit)) };
      EvaluationResults.push({
        EvaluationResultIdentifier: {
          EvaluationResultQualifier: {
            ConfigRuleName: rule.name,
            ResourceType: item.resourceType,
            ResourceId: item.resourceId,
            EvaluationMode: "DETECTIVE",
          },
          OrderingTimestamp: item.captured,
        },
        ComplianceType: says,
        ResultRecordedTime: item.captured,
        ConfigRuleInvokedTime: item.captured,
        ...(rule.annotation === undefined ? {} : { Annotation: rule.annotation }),
      });
    }
    return { EvaluationResults };
  },

  DescribeRemediationConfigurations(call) {
    const { account, region } = call;
    return {
      RemediationConfigurations: rulesOf(call).flatMap(({ name, remediation }) =>
        remediation === undefined
          ? []
          : [
              {
                ConfigRuleName: name,
                TargetType: "SSM_DOCUMENT",
                TargetId: remediation.document,
                Automatic: remediation.automatic,
                MaximumAutomaticAttempts: 5,
                Arn: `arn:aws:config:${region}:${account.id}:remediation-configuration/${name}`,
                Parameters: new Map(
                  Object.entries(remediation.parameters ?? {}).map(([key, value]) => [
                    key,
                    { StaticValue: { Values: [value] } },
                  ]),
                ),
              },
            ],
      ),
    };
  },

  DescribeRemediationExceptions(call) {
    const rule = ruleOf(rulesOf(call), requiredInput(call, "ConfigRuleName"));
    return tokenPage(
      call,
      "RemediationExceptions",
      rule.remediation?.exceptions ?? [],
      ({ resourceType, resourceId, message, expires }) => ({
        ConfigRuleName: rule.name,
        ResourceType: resourceType,
        ResourceId: resourceId,
        ...(message === undefined ? {} : { Message: message }),
        ...(expires === undefined ? {} : { ExpirationTime: expires }),
      }),
      { ...PAGE_25, most: 100 },
    );
  },

  DescribeConformancePacks(call) {
    const { account, region } = call;
    return tokenPage(
      call,
      "ConformancePackDetails",
      regionOf(account, region)?.packs ?? [],
      ({ name, createdBy, parameters }) => ({
        ConformancePackName: name,
        ConformancePackArn: `arn:aws:config:${region}:${account.id}:conformance-pack/${name}/conformance-pack-${name}`,
        ConformancePackId: `conformance-pack-${name}`,
        LastUpdateRequestedTime: account.joined.at,
        ...(createdBy === undefined ? {} : { CreatedBy: createdBy }),
        ConformancePackInputParameters: Object.entries(parameters ?? {}).map(([ParameterName, ParameterValue]) => ({
          ParameterName,
          ParameterValue,
        })),
      }),
      { ...PAGE_25, most: 20 },
    );
  },

  DescribeConformancePackCompliance(call) {
    const ConformancePackName = requiredInput(call, "ConformancePackName");
    const config = regionOf(call.account, call.region);
    const pack = config?.packs.find(({ name }) => name === ConformancePackName);
    if (config === undefined || pack === undefined)
      throw new ServiceError(
        400,
        "NoSuchConformancePackException",
        "You specified one or more conformance packs that do not exist.",
      );
    const page = tokenPage(
      call,
      "ConformancePackRuleComplianceList",
      pack.rules,
      ({ name, controls }) => ({
        ConfigRuleName: name,
        ComplianceType: concluded(config, ruleOf(config.rules, name))["ComplianceType"],
        Controls: controls,
      }),
      { ...PAGE_25, most: 1000 },
    );
    return { ConformancePackName, ...page };
  },
};
