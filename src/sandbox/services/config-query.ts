import type { ConfigItem, ConfigRegion } from "../organisation/config-model.ts";
import { ServiceError } from "../protocol/answer.ts";

/** What an advanced query asks for; only what AWS's own language has, and of that what a reader needs. */
export interface Query {
  readonly members: readonly string[];
  readonly groupBy: readonly string[];
  readonly where: readonly { readonly member: string; readonly values: ReadonlySet<string> }[];
}

const LONGEST = 4096;
export const RESOURCE_COMPLIANCE = "AWS::Config::ResourceCompliance";

/** Throws ServiceError InvalidExpressionException for what AWS's language does not have. */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST) throw invalid(`the expression has more than ${LONGEST} characters`);
  const [, select, where, groupBy] =
    /^\s*SELECT\s+(.+?)(?:\s+WHERE\s+(.+?))?(?:\s+GROUP BY\s+(.+?))?\s*$/s.exec(text) ?? [];
  if (select === undefined) throw invalid("the expression does not begin with SELECT");
  if (/\b(FROM|JOIN|DISTINCT|HAVING|UNION|AS)\b/.test(text.replaceAll(/'[^']*'/g, "")))
    throw invalid("the expression uses a word that is not supported");
  return {
    members: select.split(",").map((member) => member.trim()),
    groupBy: (groupBy ?? "")
      .split(",")
      .map((member) => member.trim())
      .filter((member) => member !== ""),
    where: where === undefined ? [] : where.split(/\s+AND\s+/).map(condition),
  };
}

function condition(text: string): Query["where"][number] {
  const equal = /^([\w.]+)\s*=\s*'([^']*)'$/.exec(text.trim());
  if (equal !== null) return { member: equal[1] ?? "", values: new Set([equal[2] ?? ""]) };
  const among = /^([\w.]+)\s+IN\s*\(([^)]*)\)$/.exec(text.trim());
  if (among === null) throw invalid(`a condition that the sandbox does not know: ${text.slice(0, 60)}`);
  return {
    member: among[1] ?? "",
    values: new Set((among[2] ?? "").split(",").map((value) => value.trim().replaceAll("'", ""))),
  };
}

function invalid(what: string): ServiceError {
  return new ServiceError(400, "InvalidExpressionException", `The syntax of the query is incorrect: ${what}`);
}

/** An item as a query answers it. */
export interface QueryRow {
  readonly [member: string]: unknown;
}

/** Rows of one region: its items, and after them what its rules say of each. Nothing is made before it is asked for. */
export interface RegionRows {
  readonly count: number;
  /** Undefined where the place holds nothing: an item that no rule speaks about. */
  at(index: number): QueryRow | undefined;
  typeAt(index: number): string;
  regionAt(index: number): string;
}

export function rowsOf(accountId: string, config: ConfigRegion): RegionRows {
  const { items, rules } = config;
  const records = (type: string): boolean => isRecorded(config, type);
  const judged = rules.length > 0 && records(RESOURCE_COMPLIANCE) ? items.count : 0;
  return {
    count: items.count + judged,
    typeAt: (index) => (index < items.count ? items.at(index).resourceType : RESOURCE_COMPLIANCE),
    regionAt: (index) => (index < items.count ? items.at(index).awsRegion : config.region),
    at(index) {
      const item = items.at(index < items.count ? index : index - items.count);
      if (!records(item.resourceType)) return undefined;
      return index < items.count ? itemRow(accountId, item) : complianceRow(accountId, config, item);
    },
  };
}

/** Whether the region's recorder records the type. */
export function isRecorded({ recorder }: ConfigRegion, type: string): boolean {
  if (recorder === undefined) return false;
  const { group } = recorder;
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const excluded = (group["exclusionByResourceTypes"] as { resourceTypes?: unknown } | undefined)?.resourceTypes;
  if (list(excluded).length > 0) return !list(excluded).includes(type);
  return group["allSupported"] === true || list(group["resourceTypes"]).includes(type);
}

function itemRow(accountId: string, item: ConfigItem): QueryRow {
  return {
    accountId,
    arn: item.arn,
    availabilityZone: item.availabilityZone ?? (item.awsRegion === "global" ? "Not Applicable" : "Regional"),
    awsRegion: item.awsRegion,
    configuration: item.configuration,
    configurationItemCaptureTime: item.captured.toISOString(),
    configurationItemStatus: "OK",
    recordingFrequency: "CONTINUOUS",
    relationships: item.relationships ?? [],
    resourceCreationTime: item.created?.toISOString(),
    resourceId: item.resourceId,
    resourceName: item.resourceName,
    resourceType: item.resourceType,
    supplementaryConfiguration: item.supplementaryConfiguration ?? {},
    tags: Object.entries(item.tags ?? {}).map(([key, value]) => ({ key, value, tag: `${key}=${value}` })),
  };
}

function complianceRow(accountId: string, { region, rules }: ConfigRegion, item: ConfigItem): QueryRow | undefined {
  const results = rules.flatMap((rule) => {
    const complianceType = rule.conclusion === undefined ? rule.verdict(item) : undefined;
    return complianceType === undefined
      ? []
      : [
          {
            configRuleName: rule.name,
            configRuleArn: `arn:aws:config:${region}:${accountId}:config-rule/${rule.name}`,
            configRuleId: `config-rule-${rule.name}`,
            complianceType,
          },
        ];
  });
  if (results.length === 0) return undefined;
  const isClean = results.every(({ complianceType }) => complianceType === "COMPLIANT");
  return {
    accountId,
    arn: undefined,
    awsRegion: region,
    resourceType: RESOURCE_COMPLIANCE,
    resourceId: `${item.resourceType}/${item.resourceId}`,
    configurationItemCaptureTime: item.captured.toISOString(),
    configurationItemStatus: "OK",
    configuration: {
      targetResourceType: item.resourceType,
      targetResourceId: item.resourceId,
      complianceType: isClean ? "COMPLIANT" : "NON_COMPLIANT",
      configRuleList: results,
    },
  };
}

/** Whether a row satisfies the conditions; type and region are known before the row is made. */
export function wanted(query: Query, accountId: string, resourceType: string, awsRegion: string): boolean {
  const known: Readonly<Record<string, string>> = { accountId, resourceType, awsRegion };
  return query.where.every(({ member, values }) => {
    const value = known[member];
    return value === undefined || values.has(value);
  });
}

/** The members that were asked for, as JSON text. */
export function projected(query: Query, row: QueryRow): string {
  const out = query.members.flatMap((member) => {
    const value = row[member];
    return value === undefined ? [] : [[member, value] as const];
  });
  return JSON.stringify(Object.fromEntries(out));
}
