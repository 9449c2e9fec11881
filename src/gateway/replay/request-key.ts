import { canonicalJson } from "../../core/canonical.ts";
import { sha256 } from "../../core/digest.ts";
import { admitHost, type HostRules } from "../hosts.ts";
import { isSecretParameter } from "../withhold.ts";

export interface KeyedRequest {
  readonly operation: string;
  readonly label: string;
  readonly signedFor: string;
  readonly method: string;
  readonly url: URL;
  readonly contentType: string;
  /** Absent when it is withheld. */
  readonly body?: Uint8Array;
  /** The role that a withheld request asks for: it tells such requests apart, and is no secret. */
  readonly role?: string;
}

/** `RoleArn` of a request to assume a role. */
export function roleOf(contentType: string, body: Uint8Array): string | undefined {
  if (!contentType.startsWith(FORM)) return undefined;
  return new URLSearchParams(Buffer.from(body).toString("utf8")).get("RoleArn") ?? undefined;
}

const FORM = "application/x-www-form-urlencoded";

/**
 * What makes two requests the same for a replay: operation, label, signing scope, method, place, query without its
 * secrets, and body whatever the order of its members. Requests to an operator's endpoint compare by path alone, so that
 * a recording of a sandbox replays wherever the sandbox listened.
 */
export function requestKey(request: KeyedRequest, rules: HostRules): string {
  const { url } = request;
  const place = placeOf(url, rules);
  const query = [...url.searchParams].filter(([name]) => !isSecretParameter(name)).toSorted(compare);
  const body =
    request.body === undefined ? `withheld ${request.role ?? ""}` : bodyDigest(request.body, request.contentType);
  return JSON.stringify([request.operation, request.label, request.signedFor, request.method, ...place, query, body]);
}

function placeOf(url: URL, rules: HostRules): readonly [string, string] {
  try {
    const { endpoint, path } = admitHost(url, rules);
    return [endpoint ? "endpoint" : url.hostname, path];
  } catch {
    // Recorded with hosts that the manifest does not declare any more: no request of today can ask for it.
    return [url.host, url.pathname];
  }
}

function bodyDigest(body: Uint8Array, contentType: string): string {
  const text = Buffer.from(body).toString("utf8");
  if (contentType.startsWith(FORM)) {
    return sha256(JSON.stringify([...new URLSearchParams(text)].toSorted(compare)));
  }
  try {
    return sha256(canonicalJson(JSON.parse(text)));
  } catch {
    // Not JSON, or a number that canonical JSON cannot hold: then only the same bytes are the same body.
    return sha256(body);
  }
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  return a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? -1 : 1;
}
