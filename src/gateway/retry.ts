import type { GatewayLimits } from "./limits.ts";
import type { AttemptResult, Answer } from "./types.ts";

/** Why another attempt may help. `waitMs` is what the platform asked for. */
export interface Retryable {
  readonly reason: "throttled" | "transient";
  readonly waitMs?: number;
}

// As in @smithy/core's service-error-classification, without LimitExceededException: that one is about quotas.
const AWS_THROTTLING: ReadonlySet<string> = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestLimitExceededException",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);
const AWS_TRANSIENT: ReadonlySet<string> = new Set([
  "IDPCommunicationError",
  "RequestTimeout",
  "RequestTimeoutException",
]);
const GOOGLE_THROTTLING: ReadonlySet<string> = new Set([
  "quotaExceeded",
  "rateLimitExceeded",
  "userRateLimitExceeded",
  "RATE_LIMIT_EXCEEDED",
]);
const TRANSIENT_STATUS: ReadonlySet<number> = new Set([408, 500, 502, 503, 504]);

// GitHub: "wait for at least one minute" after a secondary limit that names no time (REST best practices).
const SECONDARY_LIMIT_MS = 60_000;
// An error answer is small; a larger body is data, whatever its status.
const MAX_ERROR_BODY = 64 * 1024;

/** Whether the result of an attempt is worth another one. `now` is only used where the platform sent no Date. */
export function judgeAttempt(result: AttemptResult, now: Date): Retryable | undefined {
  if (result.kind === "fault") {
    return result.fault === "network" || result.fault === "timeout" ? { reason: "transient" } : undefined;
  }
  const { answer } = result;
  if (answer.status < 400) return graphqlRateLimited(answer) ? throttled(answer, now) : undefined;
  const code = errorCode(answer);
  if (answer.status === 429 || (code !== undefined && AWS_THROTTLING.has(code))) return throttled(answer, now);
  if (answer.status === 403) return forbiddenByRate(answer, now);
  if (TRANSIENT_STATUS.has(answer.status) || (code !== undefined && AWS_TRANSIENT.has(code))) {
    const waitMs = retryAfterMs(answer.headers, now);
    return { reason: "transient", ...(waitMs === undefined ? {} : { waitMs }) };
  }
  return undefined;
}

/** Attempts in all that a call may take when its last one failed for this reason. */
export function attemptsAllowed({ reason }: Retryable, limits: GatewayLimits): number {
  return reason === "throttled" ? limits.throttleAttempts : limits.transientAttempts;
}

/**
 * Milliseconds to wait after attempt number `attempt` (from 1). Exponential with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/); a time that the platform asked for is
 * never undercut, and jitter on top of it keeps callers from returning all at once.
 */
export function retryDelayMs(
  attempt: number,
  retryable: Retryable,
  limits: GatewayLimits,
  random: () => number,
): number {
  const base = retryable.reason === "throttled" ? limits.throttleBaseMs : limits.transientBaseMs;
  return Math.round((retryable.waitMs ?? 0) + random() * Math.min(limits.maxDelayMs, base * 2 ** (attempt - 1)));
}

/** Milliseconds of a Retry-After header, in seconds or as a date; undefined when absent or malformed. */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000;
  // Date.parse alone would take "-5" for a year.
  const at = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - platformNow(headers, now));
}

/**
 * The error code of an answer: `<Code>` of AWS query XML, `__type` or `x-amzn-errortype` of AWS JSON, `error` of OAuth.
 * Only a plain identifier is returned, so it may be written anywhere.
 */
export function errorCode(answer: Answer): string | undefined {
  const fromHeader = answer.headers.get("x-amzn-errortype");
  if (fromHeader !== null) return identifier(fromHeader.split(":")[0]);
  const body = errorText(answer);
  if (body === undefined) return undefined;
  if (body.trimStart().startsWith("<")) return identifier(/<Code>([^<]*)<\/Code>/.exec(body)?.[1]);
  const parsed = jsonObject(body);
  for (const member of ["__type", "code", "Code", "error"]) {
    const value = parsed?.[member];
    if (typeof value === "string") return identifier(value.split("#").at(-1)?.split(":")[0]);
  }
  return undefined;
}

function throttled(answer: Answer, now: Date): Retryable {
  const waitMs = retryAfterMs(answer.headers, now) ?? rateLimitResetMs(answer.headers, now);
  return { reason: "throttled", ...(waitMs === undefined ? {} : { waitMs }) };
}

/** 403 is a refusal, except where a platform uses it for its rate limits (GitHub, Google). */
function forbiddenByRate(answer: Answer, now: Date): Retryable | undefined {
  if (answer.headers.has("retry-after") || answer.headers.get("x-ratelimit-remaining") === "0")
    return throttled(answer, now);
  const body = errorText(answer) ?? "";
  if (/secondary rate limit/i.test(body)) return { reason: "throttled", waitMs: SECONDARY_LIMIT_MS };
  const error = jsonObject(body)?.["error"];
  if (typeof error !== "object" || error === null) return undefined;
  const reasons = ["errors", "details"].flatMap((member) => {
    const list = (error as Record<string, unknown>)[member];
    return Array.isArray(list)
      ? list.map((item: unknown) => (item as { readonly reason?: unknown } | null)?.reason)
      : [];
  });
  return reasons.some((reason) => typeof reason === "string" && GOOGLE_THROTTLING.has(reason))
    ? throttled(answer, now)
    : undefined;
}

/** GitHub's GraphQL says so inside a 200. */
function graphqlRateLimited(answer: Answer): boolean {
  if (answer.headers.get("x-ratelimit-remaining") !== "0") return false;
  const errors = jsonObject(errorText(answer) ?? "")?.["errors"];
  return (
    Array.isArray(errors) &&
    errors.some((error: unknown) => (error as { readonly type?: unknown } | null)?.type === "RATE_LIMITED")
  );
}

function rateLimitResetMs(headers: Headers, now: Date): number | undefined {
  const reset = headers.get("x-ratelimit-reset") ?? "";
  if (headers.get("x-ratelimit-remaining") !== "0" || !/^\d{1,12}$/.test(reset)) return undefined;
  return Math.max(0, Number(reset) * 1000 - platformNow(headers, now));
}

// A date from the platform is compared with the platform's own clock: ours may be off.
function platformNow(headers: Headers, now: Date): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? now.getTime() : date;
}

function errorText(answer: Answer): string | undefined {
  return answer.body.byteLength > MAX_ERROR_BODY ? undefined : Buffer.from(answer.body).toString("utf8");
}

function identifier(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9_.-]{1,80}$/.test(text) ? text : undefined;
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Not JSON: then it carries no reason that this module knows, and the collector judges the answer.
    return undefined;
  }
}
