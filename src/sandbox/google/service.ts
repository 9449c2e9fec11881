import { GoogleError, type Style } from "./answers.ts";
import type { GoogleTenant } from "./model.ts";

const SCOPE = "https://www.googleapis.com/auth/";

export interface GoogleCall {
  readonly tenant: GoogleTenant;
  readonly now: Date;
  /** Segments that the path's template names. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Pages now and then end early, or are empty, although more follows. */
  readonly shortPages: boolean;
}

export interface GoogleService {
  readonly operation: string;
  readonly style: Style;
  /** `/admin/directory/v1/customer/{customer}/roles`. */
  readonly path: string;
  /** Undefined: anybody may ask. */
  readonly scope: string | undefined;
  readonly run: (call: GoogleCall) => unknown;
}

export interface Limits {
  readonly parameter: string;
  readonly standard: number;
  readonly most: number;
  /** A larger number is cut down and not refused. */
  readonly cut?: boolean;
}

/** The page that a call asks for. Tokens name the place where it begins. */
export function paged<T>(
  { query, shortPages }: GoogleCall,
  limits: Limits,
  count: number,
  at: (index: number) => T,
): { readonly items: readonly T[]; readonly nextPageToken?: string } {
  const asked = Number(query.get(limits.parameter) ?? limits.standard);
  if (!Number.isSafeInteger(asked) || asked < 1 || (asked > limits.most && limits.cut !== true))
    throw new GoogleError(
      400,
      "badRequest",
      `Invalid value '${asked}'. Values must be within the range: [1, ${limits.most}]`,
    );
  const token = query.get("pageToken");
  const start = token === null ? 0 : Number(/^page-(\d+)(?:-\d+)?$/.exec(token)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(start)) throw new GoogleError(400, "invalid", "Invalid Input: pageToken");
  let size = Math.min(asked, limits.most);
  if (shortPages && start === 0) size = Math.ceil(size / 2);
  // An empty page with a token behind it, as the Policy API is known to send.
  if (shortPages && start > 0 && start < count && token?.endsWith("-0") !== true)
    return { items: [], nextPageToken: `page-${start}-0` };
  const end = Math.min(count, start + size);
  const items: T[] = [];
  for (let index = start; index < end; index += 1) items.push(at(index));
  return { items, ...(end < count ? { nextPageToken: `page-${end}` } : {}) };
}

/** As {@link paged}, of what lies whole in an array. */
export function pagedArray<T>(call: GoogleCall, limits: Limits, items: readonly T[]) {
  return paged(call, limits, items.length, (index) => items[index] as T);
}

/** The list's member is left out when it is empty, as Google does. */
export function list<Name extends string, T>(
  kind: string,
  name: Name,
  { items, nextPageToken }: { readonly items: readonly T[]; readonly nextPageToken?: string },
): { kind: string; nextPageToken?: string } & { [key in Name]?: T[] } {
  return {
    kind,
    ...(items.length === 0 ? {} : { [name]: [...items] }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  } as { kind: string; nextPageToken?: string } & { [key in Name]?: T[] };
}

function ownTenant({ tenant, path, query }: GoogleCall): void {
  const asked = path["customer"] ?? query.get("customer") ?? query.get("customerId");
  if (asked !== null && asked !== undefined && asked !== "my_customer" && asked !== tenant.customer.id)
    throw new GoogleError(403, "forbidden", "Not Authorized to access this resource/api");
}

export function admin(
  operation: string,
  scope: string,
  path: string,
  run: (call: GoogleCall) => unknown,
): GoogleService {
  return {
    operation,
    style: "admin",
    path,
    scope: `${SCOPE}${scope}`,
    run: (call) => {
      ownTenant(call);
      return run(call);
    },
  };
}

export function cloud(
  operation: string,
  scope: string,
  path: string,
  run: (call: GoogleCall) => unknown,
): GoogleService {
  return { operation, style: "cloud", path, scope: `${SCOPE}${scope}`, run };
}
