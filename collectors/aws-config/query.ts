import { ITEM_TYPES } from "./evidence.ts";

export const RESOURCE_COMPLIANCE = "AWS::Config::ResourceCompliance";

/** AWS allows 4,096 characters in an expression; a little is kept for AWS's own counting. */
const LONGEST_EXPRESSION = 4000;

/** `SELECT *` returns top-level scalars only (aws-config.md §6), so every member is named. */
const MEMBERS = [
  "accountId",
  "arn",
  "availabilityZone",
  "awsRegion",
  "configuration",
  "configurationItemCaptureTime",
  "configurationItemStatus",
  "recordingFrequency",
  "relationships",
  "resourceCreationTime",
  "resourceId",
  "resourceName",
  "resourceType",
  "supplementaryConfiguration",
  "tags",
].join(", ");

/** Where an aggregator is asked about. */
export interface AggregateScope {
  readonly account: string;
  readonly regions: readonly string[];
  /** Whether resources of no region are asked for too: true where the home region is among the regions. */
  readonly global: boolean;
}

/** The fewest expressions that name all types: one, unless they do not fit. */
export function itemExpressions(types: readonly string[], within?: AggregateScope): readonly string[] {
  const head = `SELECT ${MEMBERS} WHERE `;
  const tail = within === undefined ? "" : ` AND ${aggregateCondition(within)}`;
  const expressions: string[] = [];
  let chosen: string[] = [];
  const text = (): string => `${head}resourceType IN (${chosen.map(quoted).join(", ")})${tail}`;
  for (const type of types) {
    chosen.push(type);
    if (text().length <= LONGEST_EXPRESSION || chosen.length === 1) continue;
    chosen.pop();
    expressions.push(text());
    chosen = [type];
  }
  if (chosen.length > 0) expressions.push(text());
  return expressions;
}

export function countExpression(within: AggregateScope): string {
  return `SELECT awsRegion, resourceType, COUNT(*) WHERE ${aggregateCondition(within)} GROUP BY awsRegion, resourceType`;
}

function aggregateCondition({ account, regions, global }: AggregateScope): string {
  const places = global ? [...regions, "global"] : regions;
  return `accountId = ${quoted(account)} AND awsRegion IN (${places.map(quoted).join(", ")})`;
}

/** Values are account numbers, regions and type names of our own tables; none holds a quote. */
function quoted(text: string): string {
  return `'${text}'`;
}

const BY_TYPE = new Map(ITEM_TYPES.map((type) => [type.resourceType, type]));

export function itemTypeOf(resourceType: unknown): (typeof ITEM_TYPES)[number] | undefined {
  return typeof resourceType === "string" ? BY_TYPE.get(resourceType) : undefined;
}

type Row = Readonly<Record<string, unknown>>;

/** One result of a query, which is JSON text; undefined when it is not an object. */
export function parseRow(text: string): Row | undefined {
  const value = parsed(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Row) : undefined;
}

/** A configuration item as evidence: JSON text inside it parsed, instants and tags in one form. */
export function itemRecord(row: Row): Row {
  const { configuration, supplementaryConfiguration, tags, relationships, ...rest } = row;
  return present({
    ...rest,
    configuration: nested(configuration),
    supplementaryConfiguration: supplementary(supplementaryConfiguration),
    tags: tagList(tags),
    relationships: Array.isArray(relationships) ? relationships : undefined,
    configurationItemCaptureTime: instant(row["configurationItemCaptureTime"]),
    resourceCreationTime: instant(row["resourceCreationTime"]),
  });
}

function supplementary(value: unknown): unknown {
  const whole = nested(value);
  if (typeof whole !== "object" || whole === null || Array.isArray(whole)) return whole;
  return Object.fromEntries(Object.entries(whole).map(([name, member]) => [name, nested(member)]));
}

/** Text that holds a JSON object or list becomes it; anything else stays. */
function nested(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  return parsed(value) ?? value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tagList(tags: unknown): unknown {
  if (Array.isArray(tags)) return tags;
  if (typeof tags !== "object" || tags === null) return undefined;
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** ISO 8601 in UTC; text that is no instant stays, so that the kind's schema refuses it. */
function instant(value: unknown): unknown {
  if (typeof value !== "string" || value === "") return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : new Date(time).toISOString();
}

function present(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== null));
}
