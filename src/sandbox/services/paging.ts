import { type Fields, ServiceError, type Value } from "../protocol/answer.ts";
import { type Call, textInput } from "./call.ts";

/** IAM's page size: `MaxItems` of 1 to 1000, 100 when left out. */
export function maxItems(call: Call): number {
  const asked = Number(textInput(call, "MaxItems") ?? 100);
  if (!Number.isInteger(asked) || asked < 1 || asked > 1000)
    throw new ServiceError(
      400,
      "ValidationError",
      `1 validation error detected: Value '${String(call.input["MaxItems"])}' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000`,
    );
  return asked;
}

/** Opaque to callers, as AWS's are; the number inside is where the next page starts. */
export function marker(position: string): string {
  return Buffer.from(`sandbox:${position}`).toString("base64");
}

export function markerPosition(
  call: Call,
  name: "Marker" | "NextToken" | "nextToken",
  invalid: () => ServiceError,
): string | undefined {
  const sent = textInput(call, name);
  if (sent === undefined) return undefined;
  const [, position] = /^sandbox:(.+)$/.exec(Buffer.from(sent, "base64").toString("utf8")) ?? [];
  if (position === undefined) throw invalid();
  return position;
}

function invalidMarker(): ServiceError {
  return new ServiceError(400, "ValidationError", "Invalid Marker.");
}

/** Where a page starts and ends among `count` items, and the paging fields that IAM answers with. */
export function page(
  call: Call,
  count: number,
): { readonly from: number; readonly to: number; readonly paging: Fields } {
  const limit = maxItems(call);
  const from = Number(markerPosition(call, "Marker", invalidMarker) ?? 0);
  if (!Number.isInteger(from) || from < 0 || from > count) throw invalidMarker();
  const to = Math.min(count, from + pageLength(call, from, limit));
  return { from, to, paging: to < count ? { IsTruncated: true, Marker: marker(String(to)) } : { IsTruncated: false } };
}

/** Short style: every page but those whose start is a multiple of three ends a quarter early. */
function pageLength(call: Call, from: number, limit: number): number {
  return call.pageStyle === "short" && from % 3 !== 0 ? Math.max(1, Math.ceil(limit * 0.75)) : limit;
}

/** A page of a list that is held whole. */
export function listPage<T>(call: Call, name: string, items: readonly T[], shape: (item: T) => Value): Fields {
  const { from, to, paging } = page(call, items.length);
  return { [name]: items.slice(from, to).map(shape), ...paging };
}

/**
 * A page over items that hang off entities (credentials of users): walks entities from where the marker points, so that
 * nobody has to know how many items come before.
 */
export function nestedPage<T>(
  call: Call,
  name: string,
  count: number,
  itemsOf: (index: number) => readonly T[],
  shape: (item: T, index: number) => Value,
): Fields {
  const limit = maxItems(call);
  const [startEntity = 0, startItem = 0] = (markerPosition(call, "Marker", invalidMarker) ?? "0.0")
    .split(".")
    .map(Number);
  const out: Value[] = [];
  for (let index = startEntity; index < count; index += 1) {
    const items = itemsOf(index);
    for (let position = index === startEntity ? startItem : 0; position < items.length; position += 1) {
      const item = items[position];
      if (item === undefined) continue;
      if (out.length === limit) return { [name]: out, IsTruncated: true, Marker: marker(`${index}.${position}`) };
      out.push(shape(item, index));
    }
  }
  return { [name]: out, IsTruncated: false };
}

interface TokenPaging {
  readonly limitName: "MaxResults" | "maxResults" | "Limit";
  readonly tokenName: "NextToken" | "nextToken";
  readonly most: number;
  readonly invalidCode: string;
  /** A page ends before this position, and one without items but with a token follows: callers that stop at an empty page lose the rest. */
  readonly emptyPageBefore?: number;
}

/** A page of the services that use MaxResults and NextToken. */
export function tokenPage<T>(
  call: Call,
  name: string,
  items: readonly T[],
  shape: (item: T) => Value,
  rules: TokenPaging,
): Fields {
  const asked = call.input[rules.limitName];
  const limit = asked === undefined ? rules.most : Number(asked);
  const invalid = (what: string): ServiceError =>
    new ServiceError(400, rules.invalidCode, `You provided a value that does not match the required pattern: ${what}`);
  if (!Number.isInteger(limit) || limit < 1 || limit > rules.most) throw invalid(rules.limitName);
  const position = markerPosition(call, rules.tokenName, () => invalid(rules.tokenName)) ?? "0";
  const from = Number(position.replace("+", ""));
  if (from === rules.emptyPageBefore && !position.endsWith("+"))
    return { [name]: [], [rules.tokenName]: marker(`${from}+`) };
  const { emptyPageBefore: gap = from } = rules;
  const to = Math.min(items.length, from + limit, from < gap ? gap : Infinity);
  const next = to < items.length ? { [rules.tokenName]: marker(String(to)) } : {};
  return { [name]: items.slice(from, to).map(shape), ...next };
}
