import { type GapReason, isExhibitError, messageOf } from "#core";
import type { Door } from "#sdk";
import type { GoogleWorkspaceConfig } from "./config.ts";
import type { DnsAnswer } from "./evidence.ts";

export type RecordType = "TXT" | "MX";

/** Answers of DNS. Injectable: tests and other transports give their own. Never rejects but for cancellation and AUTH_. */
export interface Resolver {
  resolve(name: string, type: RecordType): Promise<DnsAnswer>;
}

const TYPE_NUMBER: Readonly<Record<RecordType, number>> = { TXT: 16, MX: 15 };
const NOERROR = 0;
const NXDOMAIN = 3;
const UNREADABLE = "the answer is not the resolver's JSON";

const RESOLVERS = {
  google: "https://dns.google/resolve",
  cloudflare: "https://cloudflare-dns.com/dns-query",
} as const;

export function resolverUrl({ dns, endpoint }: Pick<GoogleWorkspaceConfig, "dns" | "endpoint">): string {
  const chosen = dns?.resolver;
  if (chosen === "google" || chosen === "cloudflare") return RESOLVERS[chosen];
  return chosen ?? (endpoint === undefined ? RESOLVERS.google : `${endpoint.replace(/\/+$/, "")}/resolve`);
}

/**
 * DNS over HTTPS in the JSON form that Google and Cloudflare share, so that answers pass the door like any other and
 * are in the exchange archive. TTLs are left out: they differ from one second to the next.
 */
export function dnsOverHttps(door: Door, url: string, signal: AbortSignal): Resolver {
  return {
    async resolve(name, type) {
      const asked = new URL(url);
      asked.searchParams.set("name", name);
      asked.searchParams.set("type", type);
      const failed = (reason: GapReason, detail: string): DnsAnswer => ({
        name,
        type,
        state: "failed",
        values: [],
        reason,
        detail,
      });
      let body: unknown;
      try {
        const response = await door.fetch(asked, { headers: { accept: "application/dns-json" }, signal });
        if (!response.ok) return failed(reasonOf(response.status), `the resolver answered HTTP ${response.status}`);
        body = await response.json();
      } catch (error) {
        if (isExhibitError(error) && (error.code.startsWith("GATEWAY_") || error.code === "CANCELLED")) throw error;
        signal.throwIfAborted();
        return isExhibitError(error)
          ? failed("provider-error", messageOf(error))
          : failed("schema-mismatch", UNREADABLE);
      }
      return read(body, name, type) ?? failed("schema-mismatch", UNREADABLE);
    },
  };
}

function reasonOf(status: number): GapReason {
  if (status === 401 || status === 403) return "denied";
  return status === 429 ? "rate-limited" : "provider-error";
}

function read(body: unknown, name: string, type: RecordType): DnsAnswer | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { Status: status, Answer: answers = [], AD: authenticated } = body as Record<string, unknown>;
  if (typeof status !== "number" || !Array.isArray(answers)) return undefined;
  const proof = typeof authenticated === "boolean" ? { authenticated } : {};
  if (status === NXDOMAIN) return { name, type, state: "absent", values: [], ...proof };
  if (status !== NOERROR)
    return { name, type, state: "failed", values: [], reason: "provider-error", detail: `DNS status ${status}` };
  const values = answers
    .filter((answer: unknown) => (answer as { type?: unknown } | null)?.type === TYPE_NUMBER[type])
    .map((answer: unknown) => String((answer as { data?: unknown }).data))
    .map((data) => (type === "TXT" ? unquoted(data) : data))
    // Servers rotate their answers; sorted, the same zone gives the same evidence.
    .toSorted();
  return { name, type, state: "answered", values, ...proof };
}

/** A TXT record's strings are one text (RFC 7208 §3.3); some resolvers show them quoted, one after the other. */
export function unquoted(data: string): string {
  if (!data.startsWith('"')) return data;
  return [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, inner = ""]) => inner.replaceAll(/\\(.)/g, "$1")).join("");
}
