import {
  type ComplianceByConfigRule,
  type ConfigRule,
  type ConfigRuleEvaluationStatus,
  DescribeComplianceByConfigRuleCommand,
  type DescribeComplianceByConfigRuleResponse,
  DescribeConfigRuleEvaluationStatusCommand,
  type DescribeConfigRuleEvaluationStatusResponse,
  DescribeConfigRulesCommand,
  type DescribeConfigRulesResponse,
  GetComplianceDetailsByConfigRuleCommand,
  type GetComplianceDetailsByConfigRuleResponse,
} from "@aws-sdk/client-config-service";
import type { Emission } from "#sdk";
import { gap, record } from "../../_aws/emit.ts";
import { byToken, collectAll, drain, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import {
  remediationExceptionKind,
  remediationKind,
  ruleComplianceKind,
  ruleKind,
  ruleResultKind,
} from "../evidence.ts";
import type { AccountSession } from "../session.ts";
import type { Unseen } from "../unseen.ts";

const RULES = "config:DescribeConfigRules";
const STATUS = "config:DescribeConfigRuleEvaluationStatus";
const COMPLIANCE = "config:DescribeComplianceByConfigRule";
const DETAILS = "config:GetComplianceDetailsByConfigRule";

/** Results of a rule as they are counted. */
export interface RuleTally {
  COMPLIANT: number;
  NON_COMPLIANT: number;
}

/** The rules of one region, kept until their results are counted: at most 1,000 a region. */
export interface RegionRules {
  readonly region: string;
  readonly rules: ReadonlyMap<string, unknown>;
  readonly compliance: ReadonlyMap<string, ComplianceByConfigRule>;
  readonly tallies: Map<string, RuleTally>;
  /** Which tallies are exact: every resource of these results was listed. */
  counted: readonly (keyof RuleTally)[];
}

/** A region's rules with their evaluation status, and what AWS Config concluded for each. */
export async function* rules(
  session: AccountSession,
  region: string,
  unseen: Unseen,
): AsyncGenerator<Emission, RegionRules> {
  const { scope, signal } = session;
  const client = session.regional(region);
  const listed = await collectAll(
    pages<DescribeConfigRulesResponse>({
      operation: RULES,
      requires: ["ConfigRules"],
      signal,
      region,
      fetch: (NextToken) =>
        client.send(new DescribeConfigRulesCommand(NextToken === undefined ? {} : { NextToken }), {
          abortSignal: signal,
        }),
      continuation: ({ NextToken }) => byToken(NextToken),
    }),
    ({ ConfigRules }) => ConfigRules ?? [],
  );
  if (listed.problem !== undefined)
    unseen.addAll(
      [ruleKind, ruleComplianceKind, ruleResultKind, remediationKind, remediationExceptionKind],
      RULES,
      listed.problem,
      region,
    );
  const isEmpty = listed.items.length === 0;
  const statuses = isEmpty
    ? new Map<string, ConfigRuleEvaluationStatus>()
    : await evaluationStatus(session, region, unseen);
  const found = new Map<string, unknown>();
  for (const rule of listed.items) {
    const value = ruleRecord(scope.account, region, rule, statuses.get(rule.ConfigRuleName ?? ""));
    if (rule.ConfigRuleName !== undefined) found.set(rule.ConfigRuleName, value);
    yield record(scope, ruleKind, value);
  }
  const compliance = isEmpty ? new Map<string, ComplianceByConfigRule>() : await conclusions(session, region, unseen);
  return { region, rules: found, compliance, tallies: new Map(), counted: [] };
}

function ruleRecord(
  accountId: string,
  awsRegion: string,
  rule: ConfigRule,
  status: ConfigRuleEvaluationStatus | undefined,
): object {
  const { ConfigRuleName: _name, ConfigRuleArn: _arn, ConfigRuleId: _id, ...evaluation } = status ?? {};
  return {
    ...plain(rule),
    accountId,
    awsRegion,
    ...(status === undefined ? {} : { EvaluationStatus: plain(evaluation) }),
  };
}

async function evaluationStatus(
  { regional, signal }: AccountSession,
  region: string,
  unseen: Unseen,
): Promise<ReadonlyMap<string, ConfigRuleEvaluationStatus>> {
  const { items, problem } = await collectAll(
    pages<DescribeConfigRuleEvaluationStatusResponse>({
      operation: STATUS,
      requires: ["ConfigRulesEvaluationStatus"],
      signal,
      region,
      fetch: (NextToken) =>
        regional(region).send(
          new DescribeConfigRuleEvaluationStatusCommand({
            Limit: 50,
            ...(NextToken === undefined ? {} : { NextToken }),
          }),
          { abortSignal: signal },
        ),
      continuation: ({ NextToken }) => byToken(NextToken),
    }),
    ({ ConfigRulesEvaluationStatus }) => ConfigRulesEvaluationStatus ?? [],
  );
  if (problem !== undefined) unseen.add(ruleKind, STATUS, problem, region);
  return new Map(items.map((status) => [status.ConfigRuleName ?? "", status]));
}

async function conclusions(
  { regional, signal }: AccountSession,
  region: string,
  unseen: Unseen,
): Promise<ReadonlyMap<string, ComplianceByConfigRule>> {
  const { items, problem } = await collectAll(
    pages<DescribeComplianceByConfigRuleResponse>({
      operation: COMPLIANCE,
      requires: ["ComplianceByConfigRules"],
      signal,
      region,
      fetch: (NextToken) =>
        regional(region).send(new DescribeComplianceByConfigRuleCommand(NextToken === undefined ? {} : { NextToken }), {
          abortSignal: signal,
        }),
      continuation: ({ NextToken }) => byToken(NextToken),
    }),
    ({ ComplianceByConfigRules }) => ComplianceByConfigRules ?? [],
  );
  if (problem !== undefined) unseen.addAll([ruleComplianceKind, ruleResultKind], COMPLIANCE, problem, region);
  return new Map(items.map((one) => [one.ConfigRuleName ?? "", one]));
}

/** Rules of which at least one resource does not comply. */
export function contradicted({ compliance }: RegionRules): readonly string[] {
  return [...compliance.values()].flatMap(({ ConfigRuleName, Compliance }) =>
    Compliance?.ComplianceType === "NON_COMPLIANT" && ConfigRuleName !== undefined ? [ConfigRuleName] : [],
  );
}

/**
 * Resources rule by rule, for regions whose recorder does not record AWS::Config::ResourceCompliance: only rules with
 * such resources are asked.
 */
export async function* ruleDetails(
  session: AccountSession,
  found: RegionRules,
  unseen: Unseen,
): AsyncGenerator<Emission> {
  const { scope, signal } = session;
  const { region } = found;
  let whole = true;
  for (const name of contradicted(found)) {
    const source = pages<GetComplianceDetailsByConfigRuleResponse>({
      operation: DETAILS,
      requires: ["EvaluationResults"],
      signal,
      region,
      fetch: (NextToken) =>
        session.regional(region).send(
          new GetComplianceDetailsByConfigRuleCommand({
            ConfigRuleName: name,
            ComplianceTypes: ["NON_COMPLIANT"],
            Limit: 100,
            ...(NextToken === undefined ? {} : { NextToken }),
          }),
          { abortSignal: signal },
        ),
      continuation: ({ NextToken }) => byToken(NextToken),
    });
    const tally: RuleTally = { COMPLIANT: 0, NON_COMPLIANT: 0 };
    const problem = yield* drain(source, function* (page) {
      for (const result of page.EvaluationResults ?? []) {
        const { ResourceType, ResourceId } = result.EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
        tally.NON_COMPLIANT += 1;
        yield record(
          scope,
          ruleResultKind,
          plain({
            ...resultFacts(found, scope.account, name),
            ResourceType,
            ResourceId,
            ComplianceType: result.ComplianceType,
            Annotation: result.Annotation,
            ResultRecordedTime: result.ResultRecordedTime,
          }),
        );
      }
    });
    if (problem === undefined) found.tallies.set(name, tally);
    else {
      whole = false;
      unseen.mark(ruleResultKind);
      yield gap(scope, ruleResultKind, DETAILS, problem, `${region}/${name}`);
    }
  }
  if (whole) found.counted = ["NON_COMPLIANT"];
}

export function resultFacts(found: RegionRules, accountId: string, ConfigRuleName: string): object {
  const rule = found.rules.get(ConfigRuleName) as { readonly Source?: unknown } | undefined;
  return {
    accountId,
    awsRegion: found.region,
    ConfigRuleName,
    ...(rule?.Source === undefined ? {} : { Source: rule.Source }),
  };
}

/** One record a rule, with exact counts where every resource was listed. */
export function* ruleCompliance({ scope }: AccountSession, found: RegionRules, unseen: Unseen): Generator<Emission> {
  for (const [name, rule] of found.rules) {
    const Compliance = found.compliance.get(name)?.Compliance;
    if (Compliance === undefined) {
      // When the whole list failed, one gap for the region says so already.
      if (!unseen.touches(ruleComplianceKind) || found.compliance.size > 0) {
        unseen.mark(ruleComplianceKind);
        const detail = "AWS Config states no conclusion for the rule";
        yield gap(
          scope,
          ruleComplianceKind,
          COMPLIANCE,
          { reason: "provider-error", detail },
          `${found.region}/${name}`,
        );
      }
      continue;
    }
    const tally = found.tallies.get(name) ?? { COMPLIANT: 0, NON_COMPLIANT: 0 };
    const counts = Object.fromEntries(found.counted.map((result) => [result, tally[result]]));
    yield record(scope, ruleComplianceKind, {
      ...(rule as object),
      ...plain(Compliance),
      ...(found.counted.length === 0 ? {} : { Counts: counts }),
    });
  }
}
